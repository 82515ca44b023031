package io.millrace.app.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads labelled rows of comma-separated values with a header line.
 *
 * <p>Columns: {@code id} and {@code table} (both optional), {@code expected.COLUMN} (a JSON value,
 * or names with semicolons between them; an empty cell was not judged, {@code []} expects nothing),
 * and fields.
 */
final class CsvRows {
  private static final String EXPECTED = "expected.";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final String file;

  private CsvRows(String file) {
    this.file = file;
  }

  static List<LabelledRow> read(String file, BufferedReader reader) throws IOException {
    CsvRows rows = new CsvRows(file);
    List<LabelledRow> read = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      for (CSVRecord line : parser) {
        read.add(rows.row(line, parser.getCurrentLineNumber()));
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw UserException.failure(file + " is not a table of comma-separated values.", e);
    }
    return read;
  }

  private LabelledRow row(CSVRecord record, long line) {
    Map<String, String> fields = new HashMap<>();
    Map<String, JsonNode> expected = new HashMap<>();
    record
        .toMap()
        .forEach(
            (column, cell) -> {
              if (!column.startsWith(EXPECTED)) {
                fields.put(column, cell);
              } else if (!cell.isBlank()) {
                expected.put(column.substring(EXPECTED.length()), value(cell, line));
              }
            });
    String id = fields.remove("id");
    String table = fields.remove("table");
    return new LabelledRow(
        id == null || id.isBlank() ? "line " + line : id,
        table == null || table.isBlank() ? LabelledTable.DEFAULT : table,
        fields,
        expected);
  }

  private JsonNode value(String cell, long line) {
    String text = cell.strip();
    if (!text.startsWith("[") && !text.startsWith("{")) {
      ArrayNode names = Json.MAPPER.createArrayNode();
      for (String name : text.split(";", -1)) {
        names.add(name.strip());
      }
      return names;
    }
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // Without its message, which quotes the cell.
      throw UserException.failure(file + ":" + line + ": an expected value is not valid JSON.");
    }
  }
}
