package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prepares a database for a plan, and takes that back: {@code millrace init}.
 *
 * <p>It adds what is missing and drops nothing that is there: columns and indexes of results, our
 * schema, the publication. A second run finds nothing to change. Immutable; a call is as threadsafe
 * as its connection, which must be a direct one of a role with the rights that {@link #problems}
 * asks for.
 */
public final class DatabasePreparation {
  private final EnrichmentPlan plan;
  private final Names names;
  private final int dimensions;
  private final List<TaskVersion> versions;

  /** Prepares for one plan whose tasks' versions are not known: without the view of freshness. */
  public DatabasePreparation(EnrichmentPlan plan, Names names, int dimensions) {
    this(plan, names, dimensions, List.of());
  }

  /**
   * Prepares for one plan.
   *
   * @param dimensions length of the embedding model's vectors, 1 to 16,000
   * @param versions of the plan's tasks, which the view of freshness compares with
   */
  public DatabasePreparation(
      EnrichmentPlan plan, Names names, int dimensions, List<TaskVersion> versions) {
    if (dimensions < 1 || dimensions > 16_000) {
      throw new IllegalArgumentException("pgvector holds 1 to 16000 dimensions, not " + dimensions);
    }
    this.plan = plan;
    this.names = names;
    this.dimensions = dimensions;
    this.versions = List.copyOf(versions);
  }

  /**
   * Everything that keeps the database from being prepared: one sentence each, with what to do;
   * empty: nothing. Changes nothing.
   */
  public List<String> problems(Connection connection) throws SQLException {
    return problems(CatalogState.read(connection, plan, names));
  }

  /** Those of {@link #problems} that do not depend on the model's dimensions. */
  public List<String> hostProblems(Connection connection) throws SQLException {
    CatalogState state = CatalogState.read(connection, plan, names);
    return new PreparationChecks(plan, names, dimensions, state).hostProblems();
  }

  private List<String> problems(CatalogState state) {
    return new PreparationChecks(plan, names, dimensions, state).problems();
  }

  /**
   * Those of {@link #problems} that are about result columns that exist already, such as one whose
   * vectors have other dimensions. Any role that may connect can ask.
   */
  public List<String> columnProblems(Connection connection) throws SQLException {
    CatalogState state = CatalogState.read(connection, plan, names);
    return new PreparationChecks(plan, names, dimensions, state).columnProblems();
  }

  /**
   * The statements that {@link #apply} would run now, in order; each can be run again without harm.
   *
   * @throws PreparationException with every problem
   */
  public List<SqlStatement> statements(Connection connection) throws SQLException {
    CatalogState state = fitState(connection);
    List<SqlStatement> statements = new ArrayList<>(extension(state));
    statements.addAll(SchemaStatements.of(names));
    statements.addAll(SchemaUpgrades.of(connection, names));
    statements.addAll(hostStatements(state));
    statements.addAll(freshnessView(connection, state).statements());
    return List.copyOf(statements);
  }

  /**
   * Brings the view of freshness up to date with plan and models, where it is not. A change of
   * either makes it old, but keeps nothing from running.
   *
   * @throws PreparationException if PostgreSQL refused, as it does if another role owns the view
   */
  public void refreshFreshness(Connection connection) throws SQLException {
    FreshnessView view = freshnessView(connection, CatalogState.read(connection, plan, names));
    if (!view.isCurrent(connection)) {
      Transactions.run(connection, view.statements());
    }
  }

  private FreshnessView freshnessView(Connection connection, CatalogState state)
      throws SQLException {
    List<AuditedTable> tables =
        versions.isEmpty()
            ? List.of()
            : AuditStatements.planned(
                    plan, names, versions, state, HostMetadata.tables(connection, plan))
                .tables();
    return new FreshnessView(names, tables);
  }

  /**
   * Whether the database is prepared for this plan, so that {@link #apply} would change nothing.
   *
   * @throws PreparationException with every problem
   */
  public boolean isPrepared(Connection connection) throws SQLException {
    CatalogState state = fitState(connection);
    return extension(state).isEmpty()
        && hostStatements(state).isEmpty()
        && hasOwnSchema(connection)
        && SchemaUpgrades.of(connection, names).isEmpty();
  }

  private CatalogState fitState(Connection connection) throws SQLException {
    CatalogState state = CatalogState.read(connection, plan, names);
    List<String> problems = problems(state);
    if (!problems.isEmpty()) {
      throw new PreparationException("the database cannot be prepared", problems);
    }
    return state;
  }

  private static List<SqlStatement> extension(CatalogState state) {
    return state.server().vectorSchema().isPresent()
        ? List.of()
        : List.of(
            new SqlStatement(
                "install pgvector",
                "create extension if not exists vector schema "
                    + Sql.quote(CatalogState.DEFAULT_VECTOR_SCHEMA)));
  }

  private List<SqlStatement> hostStatements(CatalogState state) {
    List<SqlStatement> statements =
        new ArrayList<>(new ColumnStatements(plan, names, dimensions, state).statements());
    statements.addAll(new PublicationStatements(plan, names).statements(state.publication()));
    return statements;
  }

  private boolean hasOwnSchema(Connection connection) throws SQLException {
    // The youngest object stands for all of them.
    try (PreparedStatement statement = connection.prepareStatement("select to_regprocedure(?)")) {
      statement.setString(
          1, Sql.qualified(names.databaseSchema(), "explain_match") + "(jsonb, text, text)");
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getString(1) != null;
      }
    }
  }

  /** What {@link #apply} would run now, as a script: {@code init --dry-run}. */
  public String describe(Connection connection) throws SQLException {
    return script(statements(connection));
  }

  /**
   * Prepares the database: all or nothing, in a transaction of its own where the connection commits
   * by itself, else in the caller's.
   *
   * @return what was run
   * @throws PreparationException with every problem, before anything is changed; or if PostgreSQL
   *     refused a statement
   */
  public List<SqlStatement> apply(Connection connection) throws SQLException {
    List<SqlStatement> statements = statements(connection);
    Transactions.run(connection, statements);
    return statements;
  }

  /** The statements that {@link #undo} would run now. */
  public List<SqlStatement> undoStatements(Connection connection) throws SQLException {
    return new DatabaseRemoval(names).statements(connection);
  }

  /**
   * Takes back what {@link #apply} did: the publication, the slot, replication origins, our schema,
   * and those columns and indexes that were not there before. The extension stays, and so do
   * origins that this role may not drop.
   *
   * @return what was run; empty where nothing was prepared
   * @throws PreparationException if a connector still reads the slot, or PostgreSQL refused
   */
  public List<SqlStatement> undo(Connection connection) throws SQLException {
    List<SqlStatement> statements = undoStatements(connection);
    Transactions.run(connection, statements);
    return statements;
  }

  /** Statements as a script for psql. */
  public static String script(List<SqlStatement> statements) {
    return statements.stream().map(SqlStatement::script).collect(Collectors.joining("\n"));
  }
}
