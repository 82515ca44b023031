package io.millrace.sink;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What of a database error may be told. The server's words may quote a row, above all where the
 * host's triggers choose them (invariant 9), so few of them are.
 */
final class ServerError {
  private static final int CLASS_LENGTH = 2;

  /**
   * Classes whose messages name objects, limits or the server's state: 08 connection, 28 login, 3D
   * database, 42 names and privileges, 53 resources, 57 operator.
   */
  private static final Set<String> TOLD = Set.of("08", "28", "3D", "42", "53", "57");

  private ServerError() {}

  /** SQLState and, where it holds no row text, the message: {@code SQLState 42703: column …}. */
  static String describe(SQLException error) {
    String state = FailureKind.state(error);
    String words = harmlessMessage(error, state).map(message -> ": " + message).orElse("");
    return "SQLState " + state + words;
  }

  /** The error as a cause for others to log: its type, state and stack, without its message. */
  static SQLException withheld(SQLException error) {
    SQLException cause =
        new SQLException(
            "the database's own message is withheld, since it may quote a row",
            FailureKind.state(error));
    cause.setStackTrace(error.getStackTrace());
    return cause;
  }

  private static Optional<String> harmlessMessage(SQLException error, @Nullable String state) {
    boolean told =
        state != null && state.length() > CLASS_LENGTH && TOLD.contains(state.substring(0, 2));
    return told ? serverMessage(error) : Optional.empty();
  }

  private static Optional<String> serverMessage(SQLException error) {
    for (@Nullable SQLException next = error; next != null; next = next.getNextException()) {
      ServerErrorMessage message =
          next instanceof PSQLException raised ? raised.getServerErrorMessage() : null;
      if (message != null) {
        // A context names a function, which may have put anything into the message.
        return message.getWhere() == null
            ? Optional.ofNullable(message.getMessage())
            : Optional.empty();
      }
    }
    // The driver's own words, about hosts and sockets; a batch's message repeats the server's.
    return error instanceof PSQLException
        ? Optional.ofNullable(error.getMessage())
        : Optional.empty();
  }
}
