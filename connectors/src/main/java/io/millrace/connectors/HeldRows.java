package io.millrace.connectors;

import io.millrace.connectors.HeldRow.HeldVector;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that hold vectors of which Millrace's provenance knows nothing, in the key's
 * own order. Reads only; each call is a transaction of its own that cannot write. Not threadsafe.
 */
public final class HeldRows {
  private final Connection connection;
  private final HeldRowsSql sql;
  private final List<EmbedTask> tasks;

  /**
   * The column in which the host says which model made a row's vectors.
   *
   * @param name as the catalog spells it
   * @param spellings what stands in it for the model that is meant, at least one
   */
  public record ModelColumn(String name, List<String> spellings) {
    public ModelColumn {
      spellings = List.copyOf(spellings);
    }
  }

  /**
   * @param tasks whose columns are looked at, at least one
   * @param generation whose provenance counts
   * @param hasMetadata whether the table has the host's metadata column
   * @param modelColumn rows that name another model are left out; empty: all rows are of the model
   */
  public HeldRows(
      Connection connection,
      Names names,
      TablePlan table,
      List<EmbedTask> tasks,
      int generation,
      boolean hasMetadata,
      Optional<ModelColumn> modelColumn) {
    this.connection = connection;
    this.tasks = List.copyOf(tasks);
    this.sql = new HeldRowsSql(names, table, tasks, generation, hasMetadata, modelColumn);
  }

  /**
   * How many there are, in the order of the tasks; one pass over the table.
   *
   * @throws PreparationException if the table has no such model column
   */
  public List<HeldCount> count() throws SQLException {
    return Transactions.readOnly(
        connection,
        () -> {
          try (PreparedStatement query = connection.prepareStatement(sql.count());
              ResultSet row = query.executeQuery()) {
            row.next();
            return counts(row);
          } catch (SQLException e) {
            throw understood(e);
          }
        });
  }

  private List<HeldCount> counts(ResultSet row) throws SQLException {
    List<HeldCount> counts = new ArrayList<>();
    int index = 1;
    for (EmbedTask task : tasks) {
      counts.add(
          new HeldCount(
              sql.table().name(),
              task.column(),
              row.getLong(index),
              row.getLong(index + 1),
              row.getLong(index + 2),
              row.getLong(index + 3)));
      index += 4;
    }
    return counts;
  }

  private static SQLException understood(SQLException error) {
    if ("42703".equals(error.getSQLState())) {
      throw new PreparationException(
          "a column is missing", List.of(String.valueOf(error.getMessage()).strip()));
    }
    return error;
  }

  /** Some of the rows: as if at random, and the same each time. */
  public List<HeldRow> sample(int most) throws SQLException {
    return Transactions.readOnly(
        connection,
        () -> {
          List<String> keys = new ArrayList<>();
          try (PreparedStatement query = connection.prepareStatement(sql.sampleKeys(most));
              ResultSet row = query.executeQuery()) {
            while (row.next()) {
              keys.add(row.getString(1));
            }
          }
          try (PreparedStatement query = connection.prepareStatement(sql.ofKeys())) {
            query.setArray(1, connection.createArrayOf("text", keys.toArray()));
            return rows(query);
          }
        });
  }

  /**
   * The next rows, in the order of their keys.
   *
   * @param after the last key that is known; null: from the beginning
   */
  public List<HeldRow> next(@Nullable String after, int most) throws SQLException {
    return Transactions.readOnly(
        connection,
        () -> {
          try (PreparedStatement query =
              connection.prepareStatement(sql.next(after != null, most))) {
            if (after != null) {
              query.setObject(1, after, Types.OTHER); // the server takes it for the key's type
            }
            return rows(query);
          }
        });
  }

  private List<HeldRow> rows(PreparedStatement query) throws SQLException {
    List<HeldRow> rows = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        rows.add(row(row));
      }
    }
    return rows;
  }

  private HeldRow row(ResultSet row) throws SQLException {
    List<HeldVector> vectors = new ArrayList<>();
    int index = 2;
    for (EmbedTask task : tasks) {
      @Nullable Array vector = row.getArray(index++);
      @Nullable String source = row.getString(index++);
      List<@Nullable String> texts = new ArrayList<>();
      for (int input = 0; input < task.from().size(); input++) {
        texts.add(row.getString(index++));
      }
      if (vector != null) {
        vectors.add(new HeldVector(task.column(), texts, unboxed(vector), source));
      }
    }
    return new HeldRow(row.getString(1), vectors);
  }

  private static float[] unboxed(Array array) throws SQLException {
    Float[] boxed = (Float[]) array.getArray();
    float[] vector = new float[boxed.length];
    for (int index = 0; index < boxed.length; index++) {
      vector[index] = boxed[index];
    }
    return vector;
  }
}
