package io.millrace.connectors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a starting plan for a table out of the catalog: {@code millrace plan new}. */
public final class PlanDraft {
  private static final Set<String> TEXT_TYPES = Set.of("text", "varchar", "citext");

  private static final String WIDTHS =
      """
      select attname || ':' || avg_width from pg_stats where schemaname = ? and tablename = ?
      """;

  private static final String MORE =
      """
          # What else a table may have; plans/jv-matchmaker.yaml explains all of it.
          # classify:
          #   topics: { from: [%1$s], labels: labels/topics.yaml, top: 3, at_least: 0.3, as: category }
          # extract:
          #   credentials: { from: [%1$s], extractor: credentials }

      # Pairs of rows that are scored:
      # matches:
      #   table: matches
      #   key: id
      #   a: first_id
      #   b: second_id
      #   of: %2$s
      """;

  private final String schema;
  private final String table;
  private final String model;

  /**
   * For one table.
   *
   * @param name of the table, with its schema before a dot or without
   * @param model the embedding model of the plan
   */
  public PlanDraft(String name, String model) {
    int dot = name.indexOf('.');
    this.schema = dot < 0 ? "public" : name.substring(0, dot);
    this.table = name.substring(dot + 1);
    this.model = model;
  }

  /**
   * The plan's text.
   *
   * @throws PreparationException if no plan can be made of the table, with what to do
   */
  public String text(Connection connection) throws SQLException {
    CatalogReader catalog = new CatalogReader(connection);
    TableState state =
        catalog
            .table(schema, table)
            .orElseThrow(
                () -> refusal("there is no table %s".formatted(Sql.qualified(schema, table))));
    if (state.primaryKey().size() != 1) {
      throw refusal(
          "%s needs a primary key of one column, and has %d"
              .formatted(Sql.qualified(schema, table), state.primaryKey().size()));
    }
    List<DraftColumn> texts = texts(state, widths(catalog));
    if (texts.stream().noneMatch(DraftColumn::isNameable)) {
      throw refusal("%s has no column of text".formatted(Sql.qualified(schema, table)));
    }
    return render(state, texts);
  }

  private static PreparationException refusal(String reason) {
    return new PreparationException("no plan can be made", List.of(reason));
  }

  private Map<String, Integer> widths(CatalogReader catalog) throws SQLException {
    Map<String, Integer> widths = new HashMap<>();
    for (String entry : catalog.texts(WIDTHS, schema, table)) {
      int end = entry.lastIndexOf(':');
      widths.put(entry.substring(0, end), Integer.parseInt(entry.substring(end + 1)));
    }
    return widths;
  }

  private static List<DraftColumn> texts(TableState state, Map<String, Integer> widths) {
    return state.columns().values().stream()
        .filter(column -> TEXT_TYPES.contains(column.baseType()) && !column.generated())
        .filter(column -> !state.primaryKey().contains(column.name()))
        .map(column -> new DraftColumn(column.name(), widths.getOrDefault(column.name(), 0)))
        .toList();
  }

  private String render(TableState state, List<DraftColumn> texts) {
    List<DraftColumn> chosen = chosen(texts);
    Set<String> taken = new HashSet<>(state.columns().keySet());
    List<String> lines = new ArrayList<>(head(state));
    for (DraftColumn column : chosen) {
      String target = column.target(taken);
      taken.add(target);
      // One index is enough to begin with: each makes every write of a vector several times dearer.
      String index = column.equals(chosen.get(0)) ? ", index: hnsw" : "";
      lines.add(
          "      %s: { from: [%s]%s }".formatted(target, DraftColumn.yaml(column.name()), index));
    }
    for (DraftColumn column : texts) {
      if (!chosen.contains(column)) {
        lines.add(
            "      # left out: %s, since %s".formatted(column.name(), column.reason().orElse("")));
      }
    }
    String first = DraftColumn.yaml(chosen.get(0).name());
    return String.join("\n", lines) + "\n" + MORE.formatted(first, DraftColumn.yaml(table));
  }

  /** Where nothing looks like prose, what can be named is better than nothing. */
  private static List<DraftColumn> chosen(List<DraftColumn> texts) {
    List<DraftColumn> prose = texts.stream().filter(text -> text.reason().isEmpty()).toList();
    return prose.isEmpty()
        ? texts.stream().filter(DraftColumn::isNameable).limit(1).toList()
        : prose;
  }

  private List<String> head(TableState state) {
    return List.of(
        "# A starting plan for the table " + table + ", made by 'millrace plan new'.",
        "# Change it, then: millrace plan check, millrace init --dry-run, millrace init, millrace up",
        "version: 1",
        "schema: " + DraftColumn.yaml(schema),
        "",
        "# One model for all embed tasks of a plan: only vectors of one model can be compared.",
        "embedding_model: " + model,
        "",
        "tables:",
        "  " + DraftColumn.yaml(table) + ":",
        "    key: " + DraftColumn.yaml(state.primaryKey().get(0)),
        "    # Columns that init adds, each with the columns that it is made of. \"index: hnsw\" makes",
        "    # nearest rows quick to find and each write dearer.",
        "    embed:");
  }
}
