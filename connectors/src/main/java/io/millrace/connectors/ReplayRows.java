package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a replay is for, by their keys in the key's own order. Reads only; each call is a
 * transaction of its own that cannot write. Not threadsafe.
 */
public final class ReplayRows {
  private final Connection connection;
  private final String condition;
  private final CapturedTable table;
  private final Selection selection;
  private final int generation;

  /**
   * Which rows are meant; all conditions hold together.
   *
   * @param filter a condition in SQL on columns of the table; it is the operator's own
   * @param keys the only rows, as text
   * @param writtenBefore rows with a result of one of the columns that was written before:
   *     milliseconds since 1970; 0: all rows
   * @param columns that count for it
   */
  public record Selection(
      Optional<String> filter,
      Optional<Set<String>> keys,
      long writtenBefore,
      List<String> columns) {
    public Selection {
      keys = keys.map(Set::copyOf);
      columns = List.copyOf(columns);
    }
  }

  public ReplayRows(
      Connection connection,
      Names names,
      CapturedTable table,
      int generation,
      Selection selection) {
    this.connection = connection;
    this.table = table;
    this.generation = generation;
    this.selection = selection;
    this.condition = condition(names);
  }

  /** Parameters: keys; then table, columns, generation and time of provenance. */
  private String condition(Names names) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    String key = "t." + Sql.quote(table.keyColumn());
    // On a line of its own: it may end in a comment.
    selection.filter().ifPresent(filter -> conditions.add("(" + filter + "\n)"));
    if (selection.keys().isPresent()) {
      conditions.add(key + "::text = any (?)");
    }
    if (selection.writtenBefore() > 0) {
      conditions.add(
          "exists (select from %s p where p.table_name = ? and p.key = %s::text and p.column_name = any (?) and p.generation = ? and p.written_at < to_timestamp(? / 1000.0))"
              .formatted(Sql.qualified(names.databaseSchema(), "provenance"), key));
    }
    return String.join(" and ", conditions);
  }

  /** The rest of a query over the rows; for those that count more of them. */
  String from() {
    return "from %s t where %s".formatted(Sql.qualified(table.schema(), table.name()), condition);
  }

  /** Sets the parameters of {@link #from}; returns the next parameter's index. */
  int set(PreparedStatement query, int first) throws SQLException {
    int index = first;
    if (selection.keys().isPresent()) {
      query.setArray(index++, connection.createArrayOf("text", selection.keys().get().toArray()));
    }
    if (selection.writtenBefore() > 0) {
      query.setString(index++, table.name());
      query.setArray(index++, connection.createArrayOf("text", selection.columns().toArray()));
      query.setInt(index++, generation);
      query.setLong(index++, selection.writtenBefore());
    }
    return index;
  }

  /**
   * How many there are.
   *
   * @throws PreparationException if the database does not understand the filter; it says why
   */
  public long count() throws SQLException {
    return Transactions.readOnly(
        connection,
        () -> {
          try (PreparedStatement query = connection.prepareStatement("select count(*) " + from())) {
            set(query, 1);
            try (ResultSet row = query.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          } catch (SQLException e) {
            throw understood(e);
          }
        });
  }

  private SQLException understood(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (selection.filter().isPresent() && (state.startsWith("42") || state.startsWith("22"))) {
      throw new PreparationException(
          "the filter is no condition on a row of " + table.name(),
          List.of(String.valueOf(error.getMessage()).strip()));
    }
    return error;
  }

  /**
   * The keys of the next rows, in their order.
   *
   * @param after the last key that is known; null: from the beginning
   */
  public List<String> next(@Nullable String after, int limit) throws SQLException {
    String key = "t." + Sql.quote(table.keyColumn());
    String sql =
        "select %s::text %s%s order by %s limit %d"
            .formatted(key, from(), after == null ? "" : " and " + key + " > ?", key, limit);
    return Transactions.readOnly(
        connection,
        () -> {
          List<String> keys = new ArrayList<>();
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            int index = set(query, 1);
            if (after != null) {
              query.setObject(index, after, Types.OTHER); // the server takes it for the key's type
            }
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                keys.add(row.getString(1));
              }
            }
          }
          return keys;
        });
  }
}
