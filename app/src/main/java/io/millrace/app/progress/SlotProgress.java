package io.millrace.app.progress;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What PostgreSQL says of the replication slot. Threadsafe as its connection is. */
public final class SlotProgress {
  /** The heartbeat row of tokens; row 1 is Debezium's. */
  private static final int TOKEN_ROW = 2;

  private final Connection connection;
  private final Names names;

  public SlotProgress(Connection connection, Names names) {
    this.connection = connection;
    this.names = names;
  }

  /** The slot's state; empty: there is no slot. */
  public Optional<SlotState> state() throws SQLException {
    String sql =
        """
        select s.active, s.wal_status, s.safe_wal_size,
          coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn), 0)::bigint,
          coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn), 0)::bigint,
          pg_size_bytes(current_setting('max_slot_wal_keep_size')),
          coalesce(extract(epoch from clock_timestamp()
            - (select beat_at from HEARTBEATS where id = 1)), 0),
          (extract(epoch from clock_timestamp()) * 1000)::bigint
        from pg_replication_slots s where s.slot_name = ?
        """
            .replace("HEARTBEATS", heartbeats());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, names.slotAndPublication());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? Optional.of(read(result)) : Optional.empty();
      }
    }
  }

  private static SlotState read(ResultSet result) throws SQLException {
    return new SlotState(
        result.getBoolean("active"),
        result.getString("wal_status"),
        result.getObject("safe_wal_size", Long.class),
        Math.max(0, result.getLong(4)),
        Math.max(0, result.getLong(5)),
        result.getLong(6),
        Math.max(0, result.getDouble(7)),
        result.getLong(8));
  }

  /**
   * Commits a mark; every change that was committed before this call is before it in the log.
   *
   * @return the mark's position
   */
  public String mark(String token) throws SQLException {
    String sql =
        "insert into "
            + heartbeats()
            + " (id, beat_at, token) values (?, clock_timestamp(), ?)"
            + " on conflict (id) do update set beat_at = excluded.beat_at, token = excluded.token";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, TOKEN_ROW);
      statement.setString(2, token);
      statement.executeUpdate();
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
      result.next();
      return result.getString(1);
    }
  }

  /**
   * Whether everything up to a mark is in Kafka: Connect confirms a position only once the broker
   * has acknowledged all records before it.
   */
  public boolean isConfirmed(String mark) throws SQLException {
    String sql =
        "select confirmed_flush_lsn >= ?::pg_lsn from pg_replication_slots where slot_name = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, mark);
      statement.setString(2, names.slotAndPublication());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private String heartbeats() {
    return '"' + names.databaseSchema() + "\".\"" + Names.HEARTBEAT_TABLE + '"';
  }
}
