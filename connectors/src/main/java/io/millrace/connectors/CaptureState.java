package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether changes may be missing between the log and the topics, so that tables must be read anew.
 *
 * <p>What the publication leaves out is gone for the capture, whatever is published later. So who
 * changes the publication marks it, and who starts the connector looks for the mark. It is the
 * publication's comment: it goes with it, and needs no right but that to change it.
 */
public final class CaptureState {
  private static final String MARK = "changed: 'millrace up' reads the tables anew";

  private final Connection connection;
  private final Names names;

  /** As threadsafe as its connection. */
  public CaptureState(Connection connection, Names names) {
    this.connection = connection;
    this.names = names;
  }

  /** Where the slot stands. */
  public enum Slot {
    /** There is none. */
    ABSENT,
    /** The server removed log that it needs; it can only be dropped. */
    LOST,
    /** Nobody reads it. */
    IDLE,
    /** A connector reads it. */
    ACTIVE
  }

  static SqlStatement mark(Names names) {
    return comment(names, "have the tables read anew at the next start", Sql.literal(MARK));
  }

  private static SqlStatement comment(Names names, String purpose, String text) {
    return new SqlStatement(
        purpose,
        "comment on publication %s is %s".formatted(Sql.quote(names.slotAndPublication()), text));
  }

  /**
   * Whether the publication was changed since the tables were last read; false also for a role that
   * could not take the mark away.
   */
  public boolean isPublicationChanged() throws SQLException {
    String sql =
        "select 1 from pg_publication where pubname = ?"
            + " and obj_description(oid, 'pg_publication') = ?"
            + " and pg_has_role(pubowner, 'usage')";
    return new CatalogReader(connection).any(sql, names.slotAndPublication(), MARK);
  }

  /** Notes that the tables will be read anew. */
  public void forgetChange() throws SQLException {
    Transactions.run(connection, List.of(comment(names, "take the mark away", "null")));
  }

  /** Where the slot stands now. */
  public Slot slot() throws SQLException {
    String sql =
        "select case when wal_status = 'lost' then 'LOST' when active then 'ACTIVE' else 'IDLE' end"
            + " from pg_replication_slots where slot_name = ?";
    List<String> found = new CatalogReader(connection).texts(sql, names.slotAndPublication());
    return found.isEmpty() ? Slot.ABSENT : Slot.valueOf(found.get(0));
  }

  /**
   * Drops the slot.
   *
   * @throws SQLException also where a connector reads it
   */
  public void dropSlot() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_drop_replication_slot(?)")) {
      statement.setString(1, names.slotAndPublication());
      statement.execute();
    }
  }
}
