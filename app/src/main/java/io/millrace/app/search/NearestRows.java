package io.millrace.app.search;

import static java.util.Objects.requireNonNull;

import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.Sql;
import io.millrace.plan.EmbedTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest rows by one column, within a transaction: by its index, and by comparing all
 * rows where that gives fewer rows than are asked for. An index looks at a bounded number of
 * candidates, so a filter that few rows pass would leave it with too few (pgvector, "Filtering").
 */
final class NearestRows {
  /** pgvector's own default; a smaller one finds less. */
  private static final int LEAST_CANDIDATES = 40;

  private final ReadOnly database;
  private final SearchRequest request;
  private final SearchedTable table;
  private final String operator;
  private final String type;

  NearestRows(ReadOnly database, SearchRequest request, SearchedTable table) {
    this.database = database;
    this.request = request;
    this.table = table;
    String schema = Sql.quote(table.vectorSchema());
    this.operator = "operator(" + schema + ".<=>)";
    this.type = schema + ".vector";
  }

  /** Has indexes look at enough candidates, and go on where a filter leaves too few of them. */
  void prepare() throws SQLException {
    database.execute("select '[1]'::" + type); // loads the library, which brings its settings
    set("hnsw.ef_search", String.valueOf(Math.max(LEAST_CANDIDATES, request.limit())));
    set("hnsw.iterative_scan", "strict_order");
  }

  /** Only where the server knows the setting: older versions of pgvector lack the second. */
  private void set(String setting, String value) throws SQLException {
    database.rows(
        "select set_config(name, ?, true) from pg_settings where name = ?",
        List.of(value, setting),
        row -> {});
  }

  /**
   * The nearest rows, the nearest first.
   *
   * @param vector as pgvector reads it
   * @param except the key of a row that is not to be found
   */
  List<FoundRow> find(EmbedTask task, String vector, @Nullable String except) throws SQLException {
    List<FoundRow> byIndex = read(task, vector, except);
    if (byIndex.size() >= request.limit()) {
      return byIndex;
    }
    set("enable_indexscan", "off");
    List<FoundRow> byAll = read(task, vector, except);
    set("enable_indexscan", "on");
    return byAll;
  }

  private List<FoundRow> read(EmbedTask task, String vector, @Nullable String except)
      throws SQLException {
    List<String> fields =
        Stream.concat(request.shown().stream(), task.from().stream()).distinct().toList();
    List<String> parameters = new ArrayList<>(List.of(vector));
    String conditions = conditions(parameters, except);
    parameters.add(vector);
    String column = Sql.quote(task.column());
    String sql =
        "select %s::text, 1 - (%s %s ?::%s)%s from %s where %s is not null%s order by %s %s ?::%s limit %d"
            .formatted(
                key(),
                column,
                operator,
                type,
                fields.stream()
                    .map(field -> ", " + Sql.quote(field) + "::text")
                    .collect(Collectors.joining()),
                Sql.qualified(request.table().schema(), request.table().name()),
                column,
                conditions,
                column,
                operator,
                type,
                request.limit());
    List<FoundRow> found = new ArrayList<>();
    database.rows(sql, parameters, row -> found.add(row(row, task.column(), fields)));
    return found;
  }

  private String conditions(List<String> parameters, @Nullable String except) {
    StringBuilder conditions = new StringBuilder();
    for (SearchFilter filter : request.filters()) {
      String quoted = Sql.quote(filter.column());
      conditions.append(" and ").append(filter.condition(quoted, table.kind(filter.column())));
      parameters.add(filter.value());
    }
    if (except != null) {
      conditions.append(" and ").append(key()).append(" <> ?");
      parameters.add(except);
    }
    return conditions.toString();
  }

  private String key() {
    return Sql.quote(request.table().keyColumn());
  }

  private static FoundRow row(ResultSet row, String column, List<String> names)
      throws SQLException {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    for (int index = 0; index < names.size(); index++) {
      fields.put(names.get(index), row.getString(index + 3));
    }
    return new FoundRow(requireNonNull(row.getString(1)), column, row.getDouble(2), fields);
  }
}
