package io.millrace.app.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, for people and programs.
 *
 * @param model whose vectors were compared
 * @param generation that it belongs to
 * @param columns that were searched
 * @param isTruncated whether the model read only the beginning of the text that was looked for
 * @param rows the nearest first
 */
public record SearchResult(
    String table,
    String model,
    int generation,
    List<String> columns,
    boolean isTruncated,
    List<FoundRow> rows) {
  private static final int SHOWN_CHARACTERS = 100;

  public SearchResult {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** As JSON; texts of rows are whole. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("table", table);
    document.put("model", model);
    document.put("generation", generation);
    document.put("columns", columns);
    document.put("truncated", isTruncated);
    document.put("rows", rows.stream().map(SearchResult::document).toList());
    return document;
  }

  private static Map<String, Object> document(FoundRow row) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", row.key());
    document.put("column", row.column());
    document.put("similarity", row.similarity());
    document.put("fields", row.fields());
    return document;
  }

  /** As lines; texts of rows are cut, and hold nothing that a terminal would act on. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (isTruncated) {
      text.append("The text is longer than the model reads; only its beginning counts.\n");
    }
    if (rows.isEmpty()) {
      return text.append("No row has a vector and passes the filters.").toString();
    }
    text.append(
        "%d rows of %s, nearest first, by %s of %s"
            .formatted(rows.size(), table, String.join(", ", columns), model));
    rows.forEach(row -> append(text, row));
    return text.toString();
  }

  private static void append(StringBuilder text, FoundRow row) {
    text.append(
        String.format(
            Locale.ROOT, "%n%n%6.3f  %s  %s", row.similarity(), line(row.key()), row.column()));
    row.fields()
        .forEach(
            (column, value) ->
                text.append(
                    "%n        %s: %s".formatted(column, value == null ? "-" : line(value))));
  }

  private static String line(String value) {
    String line = value.strip().replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ");
    return line.codePointCount(0, line.length()) <= SHOWN_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN_CHARACTERS)) + " …";
  }
}
