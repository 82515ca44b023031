package io.millrace.connectors;

import io.millrace.connectors.Generation.State;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes another generation the one that readers see, or the one before again: columns change their
 * names, all in one short transaction.
 *
 * <p>Invariant 5: no statement of a reader sees two generations, since each locks its tables before
 * it looks at their columns. A transaction of the sink holds its generation's row; it comes wholly
 * before the switch, or finds its columns under their new names afterwards.
 */
public final class CutOver {
  private final Names names;
  private final Generation from;
  private final Generation to;
  private final List<GenerationColumn> fromColumns;
  private final List<GenerationColumn> toColumns;

  /**
   * @param from the active generation
   * @param to the one that readers are to see
   */
  public CutOver(
      Names names, Generation from, EnrichmentPlan fromPlan, Generation to, EnrichmentPlan toPlan) {
    this.names = names;
    this.from = from;
    this.to = to;
    this.fromColumns = GenerationColumn.of(fromPlan);
    this.toColumns = GenerationColumn.of(toPlan);
  }

  /**
   * How a switch went.
   *
   * @param lockMillis how long readers could not read: from the lock of the tables to the commit
   */
  public record Outcome(double lockMillis) {}

  /** What forbids the switch, one sentence each; empty: nothing. */
  public List<String> problems(Connection connection) throws SQLException {
    List<String> tables = fromColumns.stream().map(GenerationColumn::qualifiedTable).toList();
    List<String> plain = fromColumns.stream().map(GenerationColumn::plain).toList();
    List<String> problems = new ArrayList<>(HostDependents.problems(connection, tables, plain));
    List<DependentView> views = DependentView.of(connection, tables, plain);
    if (isAnyTypeOther(connection)) {
      problems.addAll(HostDependents.problemsOfViews(connection, views));
    }
    views.stream()
        .filter(view -> !view.kind().equals("v"))
        .forEach(
            view ->
                problems.add(
                    "the materialized view %s is not carried over; drop it, and make it again afterwards"
                        .formatted(view.name())));
    problems.addAll(early(connection));
    return List.copyOf(problems);
  }

  /** What would be lost with columns that readers are not meant to see yet. */
  private List<String> early(Connection connection) throws SQLException {
    return DependentView.of(
            connection,
            toColumns.stream().map(GenerationColumn::qualifiedTable).toList(),
            toColumns.stream().map(column -> column.own(to.number())).toList())
        .stream()
        .filter(DependentView::isDirect)
        .map(
            view ->
                "the view %s reads columns of generation %d under names that they will not keep; drop it"
                    .formatted(view.name(), to.number()))
        .toList();
  }

  /** Builds the indexes that the columns of readers have; nobody waits for it. */
  public List<String> buildIndexes(Connection connection) throws SQLException {
    return new GenerationIndexes(toColumns, new InstalledObjects(names), to.number())
        .build(connection);
  }

  /**
   * Switches, in one transaction; tried again while others hold the tables.
   *
   * @throws PreparationException if the generations are not in the states that they were in
   */
  public Outcome run(Connection connection) throws SQLException {
    long lockedAt =
        ShortLocks.run(connection, "switch generations", tables(), () -> attempt(connection));
    return new Outcome((System.nanoTime() - lockedAt) / 1e6);
  }

  /** Returns when the tables were locked, by the clock of {@link System#nanoTime}. */
  private long attempt(Connection connection) throws SQLException {
    lockGenerations(connection);
    Transactions.execute(connection, lockTables());
    long lockedAt = System.nanoTime();
    Transactions.execute(connection, switching(connection));
    return lockedAt;
  }

  /** Waits for the sinks' transactions, and keeps new ones waiting until the names are settled. */
  private void lockGenerations(Connection connection) throws SQLException {
    List<String> states =
        new CatalogReader(connection)
            .texts(
                "select generation || ' ' || state from %s where generation in (?, ?) order by generation for update"
                    .formatted(generations()),
                from.number(),
                to.number());
    if (!states.contains(from.number() + " " + from.state().label())
        || !states.contains(to.number() + " " + to.state().label())) {
      throw new PreparationException(
          "the generations are not switched",
          List.of("another command has changed them meanwhile; look at 'millrace upgrade status'"));
    }
  }

  private Set<String> tables() {
    Set<String> tables = new LinkedHashSet<>();
    fromColumns.forEach(column -> tables.add(column.qualifiedTable()));
    toColumns.forEach(column -> tables.add(column.qualifiedTable()));
    return tables;
  }

  private List<SqlStatement> lockTables() {
    return List.of(
        new SqlStatement(
            "lock the tables",
            "lock table " + String.join(", ", tables()) + " in access exclusive mode"),
        // So that what is read of views and policies is qualified.
        new SqlStatement("qualify names", "set local search_path = ''"));
  }

  /** All that is read of the catalog is read before the names change. */
  private List<SqlStatement> switching(Connection connection) throws SQLException {
    List<String> tables = fromColumns.stream().map(GenerationColumn::qualifiedTable).toList();
    List<String> plain = fromColumns.stream().map(GenerationColumn::plain).toList();
    List<DependentView> views = DependentView.of(connection, tables, plain);
    List<DependentPolicy> policies = DependentPolicy.of(connection, tables, plain);
    boolean isMadeAnew = isAnyTypeOther(connection);
    List<SqlStatement> statements = new ArrayList<>();
    if (isMadeAnew) {
      for (int index = views.size() - 1; index >= 0; index--) {
        statements.add(views.get(index).drop());
      }
    }
    statements.add(renames());
    for (DependentView view : views) {
      if (isMadeAnew) {
        statements.addAll(view.creation());
      } else if (view.isDirect()) {
        statements.add(view.replacement());
      }
    }
    policies.forEach(policy -> statements.add(policy.replacement()));
    List<GenerationColumn> both = fromColumns.stream().filter(toColumns::contains).toList();
    statements.addAll(ColumnGrants.copy(connection, both, GenerationColumn::plain));
    statements.addAll(notes());
    return statements;
  }

  /** In one message: readers wait meanwhile. */
  private SqlStatement renames() {
    List<String> renames = new ArrayList<>();
    fromColumns.forEach(
        column -> renames.add(rename(column, column.plain(), column.own(from.number()))));
    toColumns.forEach(
        column -> renames.add(rename(column, column.own(to.number()), column.plain())));
    return new SqlStatement("rename columns", String.join(";\n", renames));
  }

  private static String rename(GenerationColumn column, String before, String after) {
    return "alter table %s rename column %s to %s"
        .formatted(column.qualifiedTable(), Sql.quote(before), Sql.quote(after));
  }

  /** The states, and what init is to take back under which name. */
  private List<SqlStatement> notes() {
    State left = to.state() == State.STANDBY ? State.BUILDING : State.STANDBY;
    String installed = Sql.qualified(names.databaseSchema(), InstalledObjects.TABLE);
    List<SqlStatement> statements = new ArrayList<>();
    statements.add(state(from.number(), left, ""));
    statements.add(state(to.number(), State.ACTIVE, ", activated_at = clock_timestamp()"));
    statements.add(
        new SqlStatement(
            "forget the names of columns",
            "delete from %s where kind = 'column' and (table_schema, table_name, name) in (%s)"
                .formatted(installed, rows(toColumns, to.number()))));
    statements.add(
        new SqlStatement(
            "remember the names of columns",
            "insert into %s (table_schema, table_name, name, kind) select *, 'column' from (values %s) as names on conflict do nothing"
                .formatted(installed, rows(fromColumns, from.number()))));
    return statements;
  }

  private static String rows(List<GenerationColumn> columns, int generation) {
    return columns.stream()
        .map(
            column ->
                "(%s, %s, %s)"
                    .formatted(
                        Sql.literal(column.schema()),
                        Sql.literal(column.table()),
                        Sql.literal(column.own(generation))))
        .collect(Collectors.joining(", "));
  }

  private SqlStatement state(int generation, State state, String more) {
    return new SqlStatement(
        "say that generation " + generation + " is " + state.label(),
        "update %s set state = %s%s where generation = %d"
            .formatted(generations(), Sql.literal(state.label()), more, generation));
  }

  private String generations() {
    return Sql.qualified(names.databaseSchema(), Generations.TABLE);
  }

  /** Whether a column of readers changes its type, such as a vector its dimensions. */
  private boolean isAnyTypeOther(Connection connection) throws SQLException {
    String other =
        "select 1 from pg_attribute a join pg_attribute b on b.attrelid = a.attrelid and (a.atttypid, a.atttypmod) <> (b.atttypid, b.atttypmod) where (a.attrelid, a.attname::text, b.attname::text) in (%s)"
            .formatted(
                fromColumns.stream()
                    .map(
                        column ->
                            "(to_regclass(%s), %s, %s)"
                                .formatted(
                                    Sql.literal(column.qualifiedTable()),
                                    Sql.literal(column.plain()),
                                    Sql.literal(column.own(to.number()))))
                    .collect(Collectors.joining(", ")));
    return new CatalogReader(connection).any(other);
  }
}
