package io.millrace.connectors;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Whether PostgreSQL still keeps the log that the connector has not read, and how much. */
final class SlotCheck implements DatabaseCheck {
  private static final String CHECK = "slot";
  private static final double BYTES_OF_A_MEGABYTE = 1024.0 * 1024;

  private static final String SQL =
      """
      select active, coalesce(wal_status, ''), database is not distinct from current_database(),
        coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint,
        coalesce(safe_wal_size, -1)
      from pg_replication_slots where slot_name = ?\
      """;

  @Override
  public List<Finding> look(Looked database) throws SQLException {
    String name = database.names().slotAndPublication();
    try (PreparedStatement statement = database.connection().prepareStatement(SQL)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return List.of(row.next() ? finding(database, name, row) : gone(database, name));
      }
    }
  }

  private static Finding gone(Looked database, String name) {
    return new Finding.Fault(
        CHECK,
        "the replication slot '" + name + "' is not there, so changes are not captured",
        database.mending() + ": the tables are read anew, and what did not change costs nothing");
  }

  private static Finding finding(Looked database, String name, ResultSet row) throws SQLException {
    String status = row.getString(2);
    String kept = megabytes(row.getLong(4));
    if (!row.getBoolean(3)) {
      return new Finding.Fault(
          CHECK,
          "the replication slot '" + name + "' belongs to another database",
          "choose another MILLRACE_PREFIX");
    }
    if (status.equals("lost")) {
      return new Finding.Fault(
          CHECK,
          "the replication slot '" + name + "' is lost: PostgreSQL removed log that it needs",
          database.mending() + ": it drops the slot and reads the tables anew");
    }
    if (status.equals("unreserved")) {
      return new Finding.Fault(
          CHECK,
          "the replication slot '" + name + "' keeps " + kept + " and will soon be lost",
          "start the source connector, or raise max_slot_wal_keep_size");
    }
    if (!row.getBoolean(1)) {
      return new Finding.Advice(
          CHECK,
          "nobody reads the replication slot '"
              + name
              + "', and PostgreSQL keeps "
              + kept
              + " of log",
          "run 'millrace up'; a connector that reads tables for the first time reads the log"
              + " after that");
    }
    long headroom = row.getLong(5);
    return new Finding.Fine(
        CHECK,
        "the replication slot keeps "
            + kept
            + " of log"
            + (headroom < 0 ? "" : " and may keep " + megabytes(headroom) + " more"));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / BYTES_OF_A_MEGABYTE);
  }
}
