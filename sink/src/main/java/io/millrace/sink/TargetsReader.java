package io.millrace.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of {@code millrace.targets} and collects everything that is wrong with it. */
final class TargetsReader {
  /** pgvector's limit of the type {@code vector}. */
  private static final int MOST_DIMENSIONS = 16_000;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<String> problems = new ArrayList<>();

  /**
   * What was read, and what is wrong with it.
   *
   * @param targets as far as they could be read; to be used only without problems
   * @param problems one sentence each
   */
  record Reading(Targets targets, List<String> problems) {}

  static Reading read(String json) {
    TargetsReader reader = new TargetsReader();
    Targets targets = reader.targets(json);
    return new Reading(targets, List.copyOf(reader.problems));
  }

  private Targets targets(String json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      problems.add("is not JSON (line " + e.getLocation().getLineNr() + ")");
      return new Targets(List.of(), List.of());
    }
    List<TableTarget> tables = new ArrayList<>();
    root.path("tables").forEach(node -> tables.add(table(node, tables.size())));
    List<MatchTarget> matches = new ArrayList<>();
    root.path("matches").forEach(node -> matches.add(match(node, matches.size())));
    if (tables.isEmpty() && matches.isEmpty()) {
      problems.add("names no table and no matches");
    }
    return new Targets(tables, matches);
  }

  private TableTarget table(JsonNode node, int index) {
    String where = "tables[" + index + "]";
    List<ColumnTarget> columns = new ArrayList<>();
    node.path("columns")
        .forEach(column -> columns.add(column(column, where + ".columns[" + columns.size() + "]")));
    if (columns.isEmpty()) {
      problems.add(where + " has no columns");
    }
    return new TableTarget(
        text(node, "topic", where),
        identifier(node, "schema", where),
        identifier(node, "table", where),
        identifier(node, "key", where),
        columns,
        optionalIdentifier(node, "model_column", where),
        optionalIdentifier(node, "updated_at_column", where),
        optionalIdentifier(node, "classified_at_column", where),
        optionalIdentifier(node, "metadata_column", where));
  }

  private ColumnTarget column(JsonNode node, String where) {
    List<String> from = new ArrayList<>();
    node.path("from").forEach(input -> from.add(checked(input.asText(), where + ".from")));
    if (from.isEmpty()) {
      problems.add(where + ".from names no input column");
    }
    ValueKind kind = kind(node, where);
    return new ColumnTarget(
        identifier(node, "name", where),
        from,
        kind,
        kind == ValueKind.VECTOR ? dimensions(node, where) : 0,
        text(node, "source", where));
  }

  private MatchTarget match(JsonNode node, int index) {
    String where = "matches[" + index + "]";
    return new MatchTarget(
        text(node, "topic", where),
        identifier(node, "schema", where),
        identifier(node, "table", where),
        identifier(node, "key", where),
        identifier(node, "a", where),
        identifier(node, "b", where));
  }

  private ValueKind kind(JsonNode node, String where) {
    String kind = node.path("kind").asText();
    if (kind.equals("json")) {
      return ValueKind.JSON;
    }
    if (!kind.equals("vector")) {
      problems.add(where + ".kind must be vector or json");
    }
    return ValueKind.VECTOR;
  }

  private int dimensions(JsonNode node, String where) {
    int dimensions = node.path("dimensions").asInt();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      problems.add(where + ".dimensions must be 1 to " + MOST_DIMENSIONS);
    }
    return dimensions;
  }

  private String text(JsonNode node, String field, String where) {
    String text = node.path(field).asText("");
    if (text.isBlank()) {
      problems.add(where + "." + field + " is missing");
    }
    return text;
  }

  private @Nullable String optionalIdentifier(JsonNode node, String field, String where) {
    return node.hasNonNull(field) ? identifier(node, field, where) : null;
  }

  private String identifier(JsonNode node, String field, String where) {
    String name = text(node, field, where);
    return name.isBlank() ? name : checked(name, where + "." + field);
  }

  private String checked(String name, String where) {
    if (!Identifiers.isValid(name)) {
      problems.add(
          where
              + " '"
              + name
              + "' must be letters, digits, '_' and '$', at most 63, no digit or '$' first");
    }
    return name;
  }
}
