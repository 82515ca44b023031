package io.millrace.connectors;

import io.millrace.connectors.WantedColumn.WantedType;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that a generation writes while another one is active. Immutable. */
public final class GenerationStorage {
  private static final int LONGEST_NAME = 63;

  private static final String TYPE =
      "select format_type(atttypid, atttypmod) from pg_attribute"
          + " where attrelid = to_regclass(?) and attname = ? and attnum > 0 and not attisdropped";

  private final EnrichmentPlan plan;
  private final Names names;
  private final int generation;
  private final int dimensions;

  /**
   * @param plan of the generation
   * @param dimensions of the generation's vectors
   */
  public GenerationStorage(EnrichmentPlan plan, Names names, int generation, int dimensions) {
    this.plan = plan;
    this.names = names;
    this.generation = generation;
    this.dimensions = dimensions;
  }

  /**
   * What keeps the generation from being computed from what is captured for the active one: one
   * sentence each; empty: nothing.
   */
  public List<String> problems(Connection connection, EnrichmentPlan active) throws SQLException {
    List<String> problems = new ArrayList<>();
    CatalogState state = CatalogState.read(connection, plan, names);
    problems.addAll(new PreparationChecks(plan, names, dimensions, state).indexProblems());
    for (GenerationColumn column : GenerationColumn.of(plan)) {
      String own = column.own(generation);
      if (own.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        problems.add(
            "the column '%s' of '%s' leaves no room for the generation's number; name it shorter"
                .formatted(column.plain(), column.table()));
      }
    }
    Map<String, Set<String>> captured = captured(active);
    for (CapturedTable table : plan.capturedTables()) {
      Set<String> missing = new HashSet<>(plan.capturedColumns(table.name()));
      missing.removeAll(captured.getOrDefault(table.name(), Set.of()));
      if (!missing.isEmpty()) {
        problems.add(
            "the columns %s of '%s' are not captured yet; run 'millrace init' and 'millrace up' with"
                    .formatted(missing, table.name())
                + " a plan that reads them first");
      }
    }
    return problems;
  }

  private static Map<String, Set<String>> captured(EnrichmentPlan active) {
    return active.capturedTables().stream()
        .collect(
            Collectors.toMap(
                CapturedTable::name, table -> Set.copyOf(active.capturedColumns(table.name()))));
  }

  /** Adds the columns that are missing, with the rights of the columns that readers see. */
  public void prepare(Connection connection) throws SQLException {
    Set<String> tables = missing(connection).keySet();
    if (!tables.isEmpty()) {
      ShortLocks.run(
          connection,
          "add the columns of generation " + generation,
          tables,
          () -> {
            Transactions.execute(connection, additions(connection));
            return true;
          });
    }
  }

  private Map<String, List<GenerationColumn>> missing(Connection connection) throws SQLException {
    Map<String, List<GenerationColumn>> missing = new LinkedHashMap<>();
    CatalogReader catalog = new CatalogReader(connection);
    for (GenerationColumn column : GenerationColumn.of(plan)) {
      if (catalog.texts(TYPE, column.qualifiedTable(), column.own(generation)).isEmpty()) {
        missing.computeIfAbsent(column.qualifiedTable(), table -> new ArrayList<>()).add(column);
      }
    }
    return missing;
  }

  private List<SqlStatement> additions(Connection connection) throws SQLException {
    List<SqlStatement> statements = new ArrayList<>();
    for (Map.Entry<String, List<GenerationColumn>> table : missing(connection).entrySet()) {
      List<String> definitions = new ArrayList<>();
      for (GenerationColumn column : table.getValue()) {
        definitions.add(
            "add column " + Sql.quote(column.own(generation)) + " " + type(connection, column));
      }
      statements.add(
          new SqlStatement(
              "add the columns of generation " + generation,
              "alter table " + table.getKey() + "\n  " + String.join(",\n  ", definitions)));
      statements.addAll(
          ColumnGrants.copy(connection, table.getValue(), column -> column.own(generation)));
      GenerationColumn first = table.getValue().get(0);
      statements.add(
          new InstalledObjects(names)
              .remember(
                  first.schema(),
                  first.table(),
                  "column",
                  table.getValue().stream().map(column -> column.own(generation)).toList()));
    }
    return statements;
  }

  /** As the column that readers see has it, so that views need not be made anew; but for length. */
  private String type(Connection connection, GenerationColumn column) throws SQLException {
    CatalogReader catalog = new CatalogReader(connection);
    List<String> plain = catalog.texts(TYPE, column.qualifiedTable(), column.plain());
    if (column.type() == WantedType.VECTOR || plain.isEmpty()) {
      String vectorSchema =
          catalog.server().vectorSchema().orElse(CatalogState.DEFAULT_VECTOR_SCHEMA);
      return column.type().sql(vectorSchema, dimensions);
    }
    return plain.get(0);
  }
}
