package io.millrace.app.local;

import io.millrace.app.UserException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection to the database that came to nothing because server and URL do not agree on its
 * encryption, or because the server's certificate was not accepted.
 */
record TlsProblem(SQLException cause) {
  /** In messages of the driver and, for the last two, of the server. */
  private static final Pattern WORDS =
      Pattern.compile("SSL|hostnameverifier|no encryption|client certificate");

  /** SQLState classes of a connection that fails and of a login that is refused. */
  private static final Pattern STATES = Pattern.compile("(08|28).*");

  /** Empty: it failed for another reason. */
  static Optional<TlsProblem> in(SQLException failure) {
    boolean isOne =
        STATES.matcher(String.valueOf(failure.getSQLState())).matches()
            && WORDS.matcher(String.valueOf(failure.getMessage())).find();
    return isOne ? Optional.of(new TlsProblem(failure)) : Optional.empty();
  }

  /** What the user can mend, to be thrown. */
  UserException told() {
    return UserException.failure(
        "The database and this client do not agree on TLS: %s See sslmode and sslrootcert in MILLRACE_JDBC_URL."
            .formatted(sentence()),
        cause);
  }

  private String sentence() {
    String message = String.valueOf(cause.getMessage()).strip();
    return message.endsWith(".") ? message : message + ".";
  }
}
