package io.millrace.connectors;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts what a plan's tasks would read if all of them were computed anew. */
public final class GenerationCost {
  /** Of English text, by most models' tokenizers; for an estimate. */
  private static final double CHARACTERS_OF_TOKEN = 4;

  private GenerationCost() {}

  /**
   * What one task would read.
   *
   * @param rows of the table
   * @param calls rows whose inputs hold something; equal texts share a call, so there are fewer
   * @param tokens an estimate, before any truncation
   * @param isVector whether it makes vectors
   */
  public record TaskCost(
      String table, String column, long rows, long calls, long tokens, boolean isVector) {}

  /** One entry for each task, in the plan's order. */
  public static List<TaskCost> of(Connection connection, EnrichmentPlan plan) throws SQLException {
    List<TaskCost> costs = new ArrayList<>();
    for (TablePlan table : plan.tables().values()) {
      for (PlanTask task : table.tasks()) {
        costs.add(of(connection, table, task));
      }
    }
    return costs;
  }

  private static TaskCost of(Connection connection, TablePlan table, PlanTask task)
      throws SQLException {
    String text =
        task.from().stream()
            .map(input -> "coalesce(" + Sql.quote(input) + "::text, '')")
            .collect(Collectors.joining(" || "));
    String sql =
        "select count(*), count(*) filter (where input ~ '[^[:space:]]'), coalesce(sum(length(input)), 0) from (select %s as input from %s) inputs"
            .formatted(text, Sql.qualified(table.schema(), table.name()));
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new TaskCost(
          table.name(),
          task.column(),
          row.getLong(1),
          row.getLong(2),
          tokens(row.getLong(3)),
          task instanceof EmbedTask);
    }
  }

  /** An estimate for English text. */
  static long tokens(long characters) {
    return Math.round(characters / CHARACTERS_OF_TOKEN);
  }
}
