package io.millrace.connectors;

import java.util.List;

/** A database that cannot be prepared, with every reason and what to do about it. */
public final class PreparationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  PreparationException(String summary, List<String> problems) {
    super(summary + ":\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  PreparationException(String message, Throwable cause) {
    super(message, cause);
    this.problems = List.of(message);
  }

  /** Every problem: one sentence each, with what to do. */
  public List<String> problems() {
    return problems;
  }
}
