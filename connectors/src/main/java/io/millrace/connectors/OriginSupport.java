package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Whether the sink's writes can be kept out of the change stream by their replication origin.
 *
 * <p>With the filter, the server never sends what the sink wrote. Without it, each write comes back
 * as one event that the hash gate drops.
 *
 * @param used whether both ends use it: {@code slot.stream.params} of the source and {@code
 *     millrace.origin} of the sink
 * @param reason why, in words for a user
 */
public record OriginSupport(boolean used, String reason) {
  /** Filtering by origin exists in pgoutput since PostgreSQL 16. */
  private static final int OLDEST_SERVER = 160000;

  /** Of these the sink's role needs the right to execute each. */
  static final List<String> FUNCTIONS =
      List.of(
          "pg_replication_origin_oid(text)",
          "pg_replication_origin_create(text)",
          "pg_replication_origin_session_setup(text)");

  /**
   * Asks the server through the connection that the sink would use.
   *
   * @param connection as the sink's role, by the sink's way
   */
  public static OriginSupport probe(Connection connection, Names names) throws SQLException {
    CatalogReader catalog = new CatalogReader(connection);
    int version = Integer.parseInt(first(catalog, "select current_setting('server_version_num')"));
    if (version < OLDEST_SERVER) {
      return unused("the server is older than PostgreSQL 16");
    }
    if (pooled(connection, catalog)) {
      return unused("the connection goes through a pooler, which would lend the origin to others");
    }
    for (String function : FUNCTIONS) {
      if (!catalog.any("select 1 where has_function_privilege(?, 'execute')", function)) {
        return unused("this role may not call " + function + "; grant execute on it to use it");
      }
    }
    return otherOrigins(catalog, names);
  }

  private static OriginSupport otherOrigins(CatalogReader catalog, Names names)
      throws SQLException {
    String subscriptions =
        "select s.subname from pg_subscription s join pg_database d on d.oid = s.subdbid"
            + " where d.datname = current_database() order by 1";
    List<String> subscribed = catalog.texts(subscriptions);
    if (!subscribed.isEmpty()) {
      return unused(
          "the subscription '"
              + subscribed.get(0)
              + "' writes into this database, and its changes would be lost");
    }
    String foreign =
        "select roname from pg_replication_origin where roname !~ ?"
            + " and roname !~ '^pg_[0-9]+(_[0-9]+)?$' order by 1";
    List<String> origins = catalog.texts(foreign, ownOrigins(names));
    return origins.isEmpty()
        ? new OriginSupport(true, "the server can leave the sink's writes out of the change stream")
        : unused(
            "the replication origin '"
                + origins.get(0)
                + "' is not ours, and changes made under it would be lost");
  }

  /**
   * The name that the sink's tasks of a generation put before their number.
   *
   * <p>One session at a time holds an origin, so generations that write side by side need their
   * own.
   */
  public static String originName(Names names, int generation) {
    return names.prefix() + "_sink_g" + generation;
  }

  /** A pattern of the names of all our origins. */
  static String ownOrigins(Names names) {
    return "^" + names.prefix() + "_sink_g[0-9]+_[0-9]+$";
  }

  /** A pooler makes up the process number that it gives a client. */
  private static boolean pooled(Connection connection, CatalogReader catalog) throws SQLException {
    int announced = connection.unwrap(PGConnection.class).getBackendPID();
    return announced != Integer.parseInt(first(catalog, "select pg_backend_pid()"));
  }

  private static String first(CatalogReader catalog, String sql) throws SQLException {
    return catalog.texts(sql).get(0);
  }

  private static OriginSupport unused(String reason) {
    return new OriginSupport(false, reason);
  }
}
