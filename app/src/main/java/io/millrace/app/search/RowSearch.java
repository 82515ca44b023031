package io.millrace.app.search;

import io.millrace.app.UserException;
import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.Generations;
import io.millrace.connectors.Sql;
import io.millrace.plan.EmbedTask;
import io.millrace.schemas.Names;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the nearest rows in one transaction that only reads, and in which no other generation
 * takes the place of the one that is searched (invariant 5).
 */
public final class RowSearch {
  private static final String NOT_OF_THE_KEYS_TYPE = "22P02";

  /** The class of errors of values that cannot be read as their type. */
  private static final String WRONG_DATA = "22";

  private final ReadOnly database;
  private final SearchRequest request;

  private RowSearch(ReadOnly database, SearchRequest request) {
    this.database = database;
    this.request = request;
  }

  /**
   * The nearest rows by any of the columns, the nearest first; each row once, by its best column.
   *
   * @param generation whose model gave the vector that is looked for
   * @throws UserException if a column or the row is not there, or the model was switched meanwhile
   */
  public static List<FoundRow> run(
      ReadOnly database, SearchRequest request, SearchedFor searched, Names names, int generation)
      throws SQLException {
    RowSearch search = new RowSearch(database, request);
    try {
      search.holdGeneration(names, generation);
      return search.nearest(searched);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith(WRONG_DATA)) {
        throw UserException.usage("A filter's value is none that its column can be compared with.");
      }
      throw e;
    }
  }

  /** A switch waits for whoever reads the table, so that the columns stay those of this model. */
  private void holdGeneration(Names names, int generation) throws SQLException {
    database.execute("lock table " + table() + " in access share mode");
    List<Integer> active = new ArrayList<>();
    database.rows(
        "select generation from %s where state = 'active'"
            .formatted(Sql.qualified(names.databaseSchema(), Generations.TABLE)),
        row -> active.add(row.getInt(1)));
    if (!active.equals(List.of(generation))) {
      throw UserException.failure(
          "Another generation became the active one meanwhile; run the command again.");
    }
  }

  private List<FoundRow> nearest(SearchedFor searched) throws SQLException {
    SearchedTable columns = SearchedTable.read(database, request.table());
    request.shown().forEach(columns::kind);
    NearestRows rows = new NearestRows(database, request, columns);
    rows.prepare();
    Map<String, FoundRow> best = new LinkedHashMap<>();
    for (Map.Entry<EmbedTask, String> vector : vectors(searched).entrySet()) {
      for (FoundRow found : rows.find(vector.getKey(), vector.getValue(), own(searched))) {
        best.merge(
            found.key(),
            found,
            (one, other) -> one.similarity() >= other.similarity() ? one : other);
      }
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble((FoundRow row) -> -row.similarity())
                .thenComparing(FoundRow::key))
        .limit(request.limit())
        .toList();
  }

  private static @Nullable String own(SearchedFor searched) {
    return searched instanceof SearchedFor.Row row ? row.key() : null;
  }

  /** What each column is compared with; a row may lack some. */
  private Map<EmbedTask, String> vectors(SearchedFor searched) throws SQLException {
    Map<EmbedTask, String> vectors = new LinkedHashMap<>();
    for (EmbedTask task : request.tasks()) {
      if (searched instanceof SearchedFor.Text text) {
        vectors.put(task, text.vector());
      } else if (searched instanceof SearchedFor.Row row) {
        vector(row.key(), request.from().orElse(task.column()))
            .ifPresent(vector -> vectors.put(task, vector));
      }
    }
    if (vectors.isEmpty()) {
      throw UserException.failure(
          "The row has no vector in %s: its text is blank, or was not computed yet; see 'millrace audit'."
              .formatted(request.from().orElse(String.join(", ", request.columns()))));
    }
    return vectors;
  }

  private Optional<String> vector(String key, String column) throws SQLException {
    List<Optional<String>> vectors = new ArrayList<>();
    try {
      database.rows(
          "select %s::text from %s where %s = ?"
              .formatted(Sql.quote(column), table(), Sql.quote(request.table().keyColumn())),
          List.of(key),
          row -> vectors.add(Optional.ofNullable(row.getString(1))));
    } catch (SQLException e) {
      if (!NOT_OF_THE_KEYS_TYPE.equals(e.getSQLState())) {
        throw e;
      }
    }
    if (vectors.isEmpty()) {
      throw UserException.failure(
          "There is no row '%s' in the table '%s'.".formatted(key, request.table().name()));
    }
    return vectors.get(0);
  }

  private String table() {
    return Sql.qualified(request.table().schema(), request.table().name());
  }
}
