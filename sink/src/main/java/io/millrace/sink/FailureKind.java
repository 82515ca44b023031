package io.millrace.sink;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an SQL error means for a batch: the one place that knows (classes of PostgreSQL's appendix
 * A, "PostgreSQL Error Codes").
 */
enum FailureKind {
  /** The surroundings are at fault and may recover: the same batch is tried again later. */
  RETRY,
  /** A row is at fault: the batch is split until it is found. */
  ROW,
  /** Nothing will help but a person: the task stops. */
  STOP;

  private static final String FEATURE_NOT_SUPPORTED = "0A000";
  private static final int CLASS_LENGTH = 2;

  /** 08 connection, 40 rollback, 53 resources, 57 operator, 58 I/O of the server. */
  private static final Set<String> RETRIED_CLASSES = Set.of("08", "40", "53", "57", "58");

  /**
   * 55P03 lock not available, 55006 object in use (an origin that a zombie holds), 25006 read-only
   * (a standby that is being promoted).
   */
  private static final Set<String> RETRIED = Set.of("55P03", "55006", "25006");

  /** 22 data, 23 integrity, 44 view's check option, 54 limits, P0 raised by a host's trigger. */
  private static final Set<String> ROW_CLASSES = Set.of("22", "23", "44", "54", "P0");

  /**
   * Undefined column, table, function or object, and types that do not fit: what a statement meets
   * whose table was altered after the statement was made.
   */
  private static final Set<String> ABOUT_NAMES =
      Set.of("42703", "42P01", "42883", "42704", "42804", "42846");

  static FailureKind of(SQLException error) {
    String state = state(error);
    if (state == null || state.length() < CLASS_LENGTH) {
      return STOP;
    }
    String stateClass = state.substring(0, CLASS_LENGTH);
    if (RETRIED.contains(state)
        || RETRIED_CLASSES.contains(stateClass)
        || isOldPlan(error, state)) {
      return RETRY;
    }
    return ROW_CLASSES.contains(stateClass) ? ROW : STOP;
  }

  /** Whether a table was altered under a statement. */
  static boolean isAboutNames(SQLException error) {
    return ABOUT_NAMES.contains(String.valueOf(state(error)));
  }

  /** The first SQLState of the chain; a batch's own exception may hide it; null: none. */
  static @Nullable String state(SQLException error) {
    for (SQLException next = error; next != null; next = next.getNextException()) {
      if (next.getSQLState() != null) {
        return next.getSQLState();
      }
    }
    return null;
  }

  /** A cut-over renamed columns under a prepared statement; a new connection prepares anew. */
  private static boolean isOldPlan(SQLException error, String state) {
    return state.equals(FEATURE_NOT_SUPPORTED)
        && String.valueOf(error.getMessage()).contains("cached plan");
  }
}
