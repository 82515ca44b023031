package io.millrace.app.demo;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Counts what is there and what is done, in the tables of the plan. */
final class DemoCounts {
  private final Connection connection;
  private final String provenance;
  private final EnrichmentPlan plan;

  DemoCounts(Connection connection, String databaseSchema, EnrichmentPlan plan) {
    this.connection = connection;
    this.provenance = quote(databaseSchema) + ".provenance";
    this.plan = plan;
  }

  long rows() throws SQLException {
    long rows = 0;
    for (TablePlan table : plan.tables().values()) {
      rows += count("select count(*) from " + name(table.schema(), table.name()));
    }
    return rows;
  }

  /** Results that all rows together must have. */
  long wantedResults() throws SQLException {
    long wanted = 0;
    for (TablePlan table : plan.tables().values()) {
      wanted +=
          table.tasks().size()
              * count("select count(*) from " + name(table.schema(), table.name()));
    }
    return wanted;
  }

  /** Results that are written, cleared values of blank inputs among them. */
  long writtenResults() throws SQLException {
    return count("select count(*) from " + provenance);
  }

  long matches() throws SQLException {
    return plan.matches().isPresent()
        ? count("select count(*) from " + matchTable(plan.matches().get()))
        : 0;
  }

  long scoredMatches() throws SQLException {
    return plan.matches().isPresent()
        ? count(
            "select count(*) from "
                + matchTable(plan.matches().get())
                + " where harmonic_mean is not null")
        : 0;
  }

  private static String matchTable(MatchPlan match) {
    return name(match.schema(), match.table());
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static String name(String schema, String table) {
    return quote(schema) + "." + quote(table);
  }

  private static String quote(String identifier) {
    return String.format(Locale.ROOT, "\"%s\"", identifier.replace("\"", "\"\""));
  }
}
