package io.millrace.stack;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

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

  /** Returns the JDBC parameters of the URL as the driver reads them; of two it takes the last. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    pairs().forEach(pair -> parameters.put(name(pair), value(pair)));
    return parameters;
  }

  /** Returns the same without one of the URL's parameters. */
  public DatabaseAccess withoutParameter(String name) {
    String kept = pairs().filter(pair -> !name(pair).equals(name)).collect(joining("&"));
    String otherQuery = kept.isEmpty() ? "" : "?" + kept;
    return new DatabaseAccess(host, port, database, user, password, otherQuery);
  }

  private Stream<String> pairs() {
    return Arrays.stream(query.replaceFirst("^\\?", "").split("&")).filter(pair -> !pair.isEmpty());
  }

  private static String name(String pair) {
    return pair.replaceFirst("=.*", "");
  }

  private static String value(String pair) {
    String name = name(pair);
    return pair.equals(name)
        ? ""
        : URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
