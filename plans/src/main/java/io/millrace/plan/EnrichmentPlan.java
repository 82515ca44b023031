package io.millrace.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that a user decides: which tables are read, what is computed, how matches are scored.
 *
 * <p>Made by {@link PlanReader}, which has checked it. Immutable and threadsafe.
 *
 * @param version the version of the form, 1
 * @param schema the database schema of tables that are written without one
 * @param embeddingModel the model of all embed tasks
 * @param tables table name without schema to its plan, in the plan's order
 * @param matches how pairs are scored; empty: nothing is scored
 */
public record EnrichmentPlan(
    int version,
    String schema,
    String embeddingModel,
    Map<String, TablePlan> tables,
    Optional<MatchPlan> matches) {
  private static final int FINGERPRINT_DIGITS = 16;

  public EnrichmentPlan {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /** The same plan with another embedding model. */
  public EnrichmentPlan withEmbeddingModel(String model) {
    return new EnrichmentPlan(version, schema, model, tables, matches);
  }

  /**
   * The plan of a table.
   *
   * @throws IllegalArgumentException if the plan has no such table
   */
  public TablePlan table(String name) {
    TablePlan table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("the plan has no table '" + name + "'");
    }
    return table;
  }

  /**
   * Exactly the columns that the plan reads of a table, sorted: its key, the inputs of its tasks
   * and of scoring; of the match table its key and the two references.
   *
   * @param table a table's name without schema; the match table's too
   * @throws IllegalArgumentException if the plan has no such table
   */
  public List<String> capturedColumns(String table) {
    Optional<MatchPlan> match = matches.filter(plan -> plan.table().equals(table));
    return List.copyOf(
        match
            .map(plan -> new TreeSet<>(List.of(plan.keyColumn(), plan.a(), plan.b())))
            .orElseGet(() -> columnsOf(table(table))));
  }

  private TreeSet<String> columnsOf(TablePlan table) {
    TreeSet<String> columns = new TreeSet<>();
    columns.add(table.keyColumn());
    table.tasks().forEach(task -> columns.addAll(task.from()));
    scoringColumns(table).filter(column -> !table.writes(column)).forEach(columns::add);
    return columns;
  }

  private Stream<String> scoringColumns(TablePlan table) {
    return matches
        .filter(plan -> plan.of().equals(table.name()))
        .map(plan -> plan.inputs().values().stream().flatMap(List::stream))
        .orElseGet(Stream::empty);
  }

  /** All captured tables in the plan's order, the match table last: schema and name of each. */
  public List<CapturedTable> capturedTables() {
    return Stream.concat(
            tables.values().stream()
                .map(table -> new CapturedTable(table.schema(), table.name(), table.keyColumn())),
            matches.stream()
                .map(plan -> new CapturedTable(plan.schema(), plan.table(), plan.keyColumn())))
        .toList();
  }

  /**
   * Sixteen hex digits that differ when the plan's meaning does; comments and layout do not count.
   */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
