package io.millrace.stack;

import java.util.Map;
import java.util.Optional;

/**
 * How the sink enters the database where it enters otherwise than capture, which needs a direct
 * connection.
 *
 * @param jdbcUrl the way of the sink, without user and password; empty: that of capture
 * @param user the name that it gives there; empty: the role's own. Some poolers want another one
 */
public record SinkEntry(Optional<String> jdbcUrl, Optional<String> user) {

  /** Names the way of the sink. */
  public static final String URL_VARIABLE = "MILLRACE_SINK_JDBC_URL";

  static final String USER_VARIABLE = "MILLRACE_SINK_JDBC_USER";

  static final SinkEntry AS_CAPTURE = new SinkEntry(Optional.empty(), Optional.empty());

  static SinkEntry of(Map<String, String> environment) {
    return new SinkEntry(
        value(environment, URL_VARIABLE).map(SinkEntry::checked),
        value(environment, USER_VARIABLE));
  }

  /** Returns how the role enters by this way. */
  public DatabaseAccess of(DatabaseAccess role) {
    DatabaseAccess way =
        jdbcUrl.map(url -> OwnDatabase.parse(url, role.user(), role.password())).orElse(role);
    return user.map(name -> way.withUser(name, way.password())).orElse(way);
  }

  private static String checked(String url) {
    OwnDatabase.check(URL_VARIABLE, url);
    return url;
  }

  private static Optional<String> value(Map<String, String> environment, String variable) {
    return Optional.of(environment.getOrDefault(variable, "").strip())
        .filter(text -> !text.isEmpty());
  }
}
