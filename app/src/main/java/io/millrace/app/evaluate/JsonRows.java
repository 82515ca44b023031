package io.millrace.app.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads labelled rows, one JSON object a line; blank lines are passed over. */
final class JsonRows {
  private final String file;
  private int line;

  private JsonRows(String file) {
    this.file = file;
  }

  static List<LabelledRow> read(String file, BufferedReader reader) throws IOException {
    return new JsonRows(file).rows(reader);
  }

  private List<LabelledRow> rows(BufferedReader reader) throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isBlank()) {
        rows.add(row(text));
      }
    }
    return rows;
  }

  private LabelledRow row(String text) {
    JsonNode row = parse(text);
    if (!row.path("fields").isObject() || !row.path("expected").isObject()) {
      throw fault("must be an object with \"fields\" and \"expected\", each an object");
    }
    return new LabelledRow(
        text(row, "id", "line " + line),
        text(row, "table", LabelledTable.DEFAULT),
        fields(row.path("fields")),
        expected(row.path("expected")));
  }

  private JsonNode parse(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // Without its message, which quotes the line.
      throw fault("is not valid JSON at column " + e.getLocation().getColumnNr());
    }
  }

  private String text(JsonNode row, String key, String otherwise) {
    JsonNode value = row.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      throw fault("holds a \"" + key + "\" that is not text");
    }
    return value.asText();
  }

  private Map<String, String> fields(JsonNode fields) {
    Map<String, String> texts = new HashMap<>();
    fields
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isTextual()) {
                texts.put(field.getKey(), field.getValue().asText());
              } else if (!field.getValue().isNull()) {
                throw fault("holds the field \"" + field.getKey() + "\", which is not text");
              }
            });
    return texts;
  }

  private static Map<String, JsonNode> expected(JsonNode expected) {
    Map<String, JsonNode> values = new HashMap<>();
    expected.properties().forEach(value -> values.put(value.getKey(), value.getValue()));
    return values;
  }

  private UserException fault(String what) {
    return UserException.failure(file + ":" + line + ": the line " + what + ".");
  }
}
