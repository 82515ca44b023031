package io.millrace.connectors;

import io.millrace.connectors.ValueAudit.Versioned;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements by which stored results are compared with the rows: what {@code millrace audit}
 * runs, and what the view {@code freshness} shows.
 *
 * @param tables the tables with columns of results that can be compared, in the plan's order; of
 *     matches one column that stands for all of their scores
 * @param problems a sentence for each column that cannot, because a column of its table is gone
 */
public record AuditStatements(List<AuditedTable> tables, List<String> problems) {
  public AuditStatements {
    tables = List.copyOf(tables);
    problems = List.copyOf(problems);
  }

  /**
   * Reads the catalog and puts the statements together.
   *
   * @param versions of the plan's tasks; a task without one is left out
   */
  public static AuditStatements read(
      Connection connection, EnrichmentPlan plan, Names names, List<TaskVersion> versions)
      throws SQLException {
    CatalogState state = CatalogState.read(connection, plan, names);
    return new Builder(plan, names, versions, state, HostMetadata.tables(connection, plan), true)
        .build();
  }

  /** Those about one table, by its name without schema; all problems stay. */
  public AuditStatements of(String table) {
    return new AuditStatements(
        tables.stream().filter(audited -> audited.table().equals(table)).toList(), problems);
  }

  /** The same for tables that have, or soon will have, all columns of the plan. */
  static AuditStatements planned(
      EnrichmentPlan plan,
      Names names,
      List<TaskVersion> versions,
      CatalogState state,
      Set<String> withMetadata) {
    return new Builder(plan, names, versions, state, withMetadata, false).build();
  }

  private static final class Builder {
    private final EnrichmentPlan plan;
    private final Names names;
    private final List<TaskVersion> versions;
    private final CatalogState state;
    private final Set<String> withMetadata;
    private final boolean checks;
    private final List<AuditedTable> tables = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Builder(
        EnrichmentPlan plan,
        Names names,
        List<TaskVersion> versions,
        CatalogState state,
        Set<String> withMetadata,
        boolean checks) {
      this.plan = plan;
      this.names = names;
      this.versions = versions;
      this.state = state;
      this.withMetadata = withMetadata;
      this.checks = checks;
    }

    AuditStatements build() {
      plan.tables().values().forEach(this::addValues);
      plan.matches()
          .map(match -> new MatchAudit(names, match, plan.table(match.of())))
          .map(MatchAudit::table)
          .filter(table -> isWhole(table.table(), table.columns().get(0).name(), MatchAudit.READS))
          .ifPresent(tables::add);
      return new AuditStatements(tables, problems);
    }

    private void addValues(TablePlan table) {
      List<Versioned> tasks = new ArrayList<>();
      for (PlanTask task : table.tasks()) {
        Set<String> reads = new TreeSet<>(task.from());
        reads.add(task.column());
        reads.add(table.keyColumn());
        version(table, task)
            .filter(version -> isWhole(table.name(), task.column(), reads))
            .ifPresent(version -> tasks.add(new Versioned(task, version)));
      }
      if (!tasks.isEmpty()) {
        boolean hasMetadata = withMetadata.contains(table.name());
        tables.add(new ValueAudit(names, state.vectorSchema(), table, hasMetadata).of(tasks));
      }
    }

    private Optional<TaskVersion> version(TablePlan table, PlanTask task) {
      return versions.stream()
          .filter(version -> version.table().equals(table.name()))
          .filter(version -> version.column().equals(task.column()))
          .findFirst();
    }

    private boolean isWhole(String table, String column, Collection<String> reads) {
      Set<String> missing = new TreeSet<>(reads);
      state.table(table).ifPresent(found -> missing.removeAll(found.columns().keySet()));
      boolean isWhole = missing.isEmpty() || !checks;
      if (!isWhole) {
        problems.add(
            "'%s' of '%s' cannot be compared, since the table has no column '%s'; see 'millrace doctor'"
                .formatted(column, table, String.join("', '", missing)));
      }
      return isWhole;
    }
  }
}
