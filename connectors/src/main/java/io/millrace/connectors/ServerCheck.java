package io.millrace.connectors;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The server and what is left of its limits. */
final class ServerCheck implements DatabaseCheck {
  private static final String CHECK = "server";

  /** Filtering by origin exists since then. */
  private static final int RECOMMENDED_SERVER = 160000;

  private static final int VERSION_UNIT = 10000;

  /** Mends faults of vacuuming HNSW indexes. */
  private static final String RECOMMENDED_PGVECTOR = "0.8.4";

  private static final String LIMITS =
      """
      select current_setting('max_replication_slots')::int - (select count(*) from pg_replication_slots),
        current_setting('max_wal_senders')::int - (select count(*) from pg_stat_replication),
        current_setting('max_slot_wal_keep_size')\
      """;

  @Override
  public List<Finding> look(Looked database) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    version(database.state().server(), findings);
    pgvector(database, findings);
    limits(database, findings);
    return findings;
  }

  private static void version(ServerState server, List<Finding> findings) {
    String version = "PostgreSQL " + server.version() / VERSION_UNIT;
    if (server.version() < RECOMMENDED_SERVER) {
      findings.add(
          new Finding.Advice(
              CHECK,
              version + " cannot leave the sink's writes out of the change stream",
              "upgrade to PostgreSQL 16 or newer; until then each write costs one event that is"
                  + " dropped"));
    } else {
      findings.add(new Finding.Fine(CHECK, version + ", wal_level is " + server.walLevel()));
    }
  }

  private static void pgvector(Looked database, List<Finding> findings) throws SQLException {
    List<String> installed =
        database.catalog().texts("select extversion from pg_extension where extname = 'vector'");
    if (installed.isEmpty()) {
      return; // the check of columns says so
    }
    String version = installed.get(0);
    findings.add(
        Arrays.compare(numbers(version), numbers(RECOMMENDED_PGVECTOR)) < 0
            ? new Finding.Advice(
                CHECK,
                "pgvector " + version + " has faults in vacuuming hnsw indexes",
                "install "
                    + RECOMMENDED_PGVECTOR
                    + " or newer, then: alter extension vector update")
            : new Finding.Fine(CHECK, "pgvector " + version));
  }

  static int[] numbers(String version) {
    return Arrays.stream(version.split("[^0-9]+", -1))
        .filter(part -> !part.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static void limits(Looked database, List<Finding> findings) throws SQLException {
    try (var statement = database.connection().createStatement();
        var row = statement.executeQuery(LIMITS)) {
      row.next();
      limit("max_replication_slots", row.getInt(1), findings);
      limit("max_wal_senders", row.getInt(2), findings);
      if (row.getString(3).equals("-1")) {
        findings.add(
            new Finding.Advice(
                CHECK,
                "max_slot_wal_keep_size is -1: while nobody reads the slot, log is kept until the"
                    + " disk is full",
                "set it to what the disk can spare; a slot that then is lost is mended by reading"
                    + " the tables anew"));
      }
    }
  }

  private static void limit(String name, int left, List<Finding> findings) {
    if (left < 1) {
      findings.add(
          new Finding.Advice(
              CHECK,
              "nothing is left of " + name,
              "raise it by two and restart the server: a connector that must start anew, and a"
                  + " generation beside the running one, need room"));
    }
  }
}
