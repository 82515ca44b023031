package io.millrace.app.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is near.
 *
 * @param key its primary key as text
 * @param column the vector that is nearest
 * @param similarity cosine of the angle between the vectors, -1 to 1
 * @param fields texts of columns, null where SQL has none; in the order in which they are shown
 */
public record FoundRow(
    String key, String column, double similarity, Map<String, @Nullable String> fields) {
  public FoundRow {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
