package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A row with the answers that a careful reader would give.
 *
 * @param id names the row in reports; unique within its file
 * @param table without schema
 * @param fields text by column; a column that is absent is NULL
 * @param expected right answer by column; a column that is absent was not judged
 */
public record LabelledRow(
    String id, String table, Map<String, String> fields, Map<String, JsonNode> expected) {
  public LabelledRow {
    fields = Map.copyOf(fields);
    expected = Map.copyOf(expected);
  }

  /** Without the texts, which are private. */
  @Override
  public String toString() {
    return "LabelledRow[id=" + id + ", table=" + table + ']';
  }
}
