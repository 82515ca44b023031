package io.millrace.app.it;

import java.util.List;

/**
 * Statements that the host commits together.
 *
 * @param isRolledBack whether it thinks better of it
 */
record HostTransaction(List<HostStatement> statements, boolean isRolledBack) {
  static HostTransaction of(HostStatement... statements) {
    return new HostTransaction(List.of(statements), false);
  }

  /** The same, never committed. */
  HostTransaction rolledBack() {
    return new HostTransaction(statements, true);
  }

  /** Inputs of tasks that it may change at most. */
  long inputs() {
    return isRolledBack ? 0 : statements.stream().mapToLong(HostStatement::inputs).sum();
  }
}
