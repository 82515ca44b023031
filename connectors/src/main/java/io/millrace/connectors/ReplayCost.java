package io.millrace.connectors;

import io.millrace.connectors.GenerationCost.TaskCost;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Counts what a replay would have computed, by what is stored. As threadsafe as its connection. */
public final class ReplayCost {
  private final Connection connection;
  private final Names names;
  private final int generation;

  public ReplayCost(Connection connection, Names names, int generation) {
    this.connection = connection;
    this.names = names;
    this.generation = generation;
  }

  /**
   * What one task would read.
   *
   * @param version of the task by the present plan
   * @param computedBefore milliseconds since 1970: older results are computed again; 0: none
   */
  public TaskCost of(
      TablePlan table, PlanTask task, ReplayRows rows, String version, long computedBefore)
      throws SQLException {
    String inputs =
        task.from().stream()
            .map(input -> "t." + Sql.quote(input) + "::text")
            .collect(Collectors.joining(", "));
    String sql =
        """
        select count(*), count(*) filter (where wanted), coalesce(sum(length(input)) filter (where wanted), 0)
        from (select input, input ~ '[^[:space:]]' and not exists (
            select from %1$s r where r.table_name = ? and r.key = inputs.key and r.column_name = ?
            and r.generation = ? and r.input_hash = inputs.hash and r.task_version = ?
            and r.written_at >= to_timestamp(? / 1000.0)) as wanted
          from (select t.%2$s::text as key, %3$s(%4$s) as hash, concat(%4$s) as input %5$s) inputs) counted
        """
            .formatted(
                Sql.qualified(names.databaseSchema(), "provenance"),
                Sql.quote(table.keyColumn()),
                Sql.qualified(names.databaseSchema(), "input_hash"),
                inputs,
                rows.from());
    return Transactions.readOnly(
        connection,
        () -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, table.name());
            query.setString(2, task.column());
            query.setInt(3, generation);
            query.setString(4, version);
            query.setLong(5, computedBefore);
            rows.set(query, 6);
            return cost(query, table, task);
          }
        });
  }

  private static TaskCost cost(PreparedStatement query, TablePlan table, PlanTask task)
      throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return new TaskCost(
          table.name(),
          task.column(),
          row.getLong(1),
          row.getLong(2),
          GenerationCost.tokens(row.getLong(3)),
          task instanceof EmbedTask);
    }
  }

  /** Results a second in the busiest minute that is remembered; 0: nothing is. */
  public double measuredRate() throws SQLException {
    String sql =
        "select coalesce(max(results), 0) / 60.0 from (select count(*) as results from %s where generation = ? group by date_trunc('minute', written_at)) minutes"
            .formatted(Sql.qualified(names.databaseSchema(), "provenance"));
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, generation);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getDouble(1);
      }
    }
  }
}
