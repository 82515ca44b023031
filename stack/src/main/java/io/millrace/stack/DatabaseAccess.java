package io.millrace.stack;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a database is and who may enter.
 *
 * @param host name or address
 * @param port TCP port
 * @param database its name
 * @param user its user
 * @param password the user's password; never printed by {@link #toString()}
 * @param query further JDBC parameters with their question mark, such as {@code ?sslmode=require},
 *     or empty
 */
public record DatabaseAccess(
    String host, int port, String database, String user, String password, String query) {

  /** Returns the JDBC URL without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(database);
  }

  /** Returns the JDBC URL of another database of the same server. */
  public String jdbcUrl(String otherDatabase) {
    return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, otherDatabase, query);
  }

  /** Returns the same database entered by somebody else. */
  public DatabaseAccess withUser(String otherUser, String otherPassword) {
    return new DatabaseAccess(host, port, database, otherUser, otherPassword, query);
  }

  /** Returns a JDBC parameter of the URL, if it is there. */
  public Optional<String> parameter(String name) {
    return Arrays.stream(query.replaceFirst("^\\?", "").split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
