package io.millrace.stack;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the variables that name a database of the user's own. */
final class OwnDatabase {

  static final String URL_VARIABLE = "MILLRACE_JDBC_URL";
  static final String USER_VARIABLE = "MILLRACE_JDBC_USER";
  static final String PASSWORD_VARIABLE = "MILLRACE_JDBC_PASSWORD";

  private static final int DEFAULT_PORT = 5432;
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://([^:/?]+)(?::(\\d+))?/([^?/]+)(\\?.*)?");

  private OwnDatabase() {}

  /** Returns the database, or empty when none is named. */
  static Optional<DatabaseAccess> of(Map<String, String> environment) {
    String url = environment.getOrDefault(URL_VARIABLE, "");
    if (url.isBlank()) {
      return Optional.empty();
    }
    check(URL_VARIABLE, url);
    return Optional.of(
        parse(
            url,
            required(environment, USER_VARIABLE),
            environment.getOrDefault(PASSWORD_VARIABLE, "")));
  }

  /** Refuses a URL of another form. */
  static void check(String variable, String url) {
    if (!URL.matcher(url.strip()).matches()) {
      throw new StackException(
          variable + " must have the form jdbc:postgresql://host:port/database.");
    }
  }

  /** Reads a URL that {@link #check} let pass. */
  static DatabaseAccess parse(String url, String user, String password) {
    Matcher matcher = URL.matcher(url.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a checked URL");
    }
    int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
    String query = matcher.group(4) == null ? "" : matcher.group(4);
    return new DatabaseAccess(matcher.group(1), port, matcher.group(3), user, password, query);
  }

  private static String required(Map<String, String> environment, String variable) {
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new StackException(URL_VARIABLE + " is set, so " + variable + " must be set as well.");
    }
    return value;
  }
}
