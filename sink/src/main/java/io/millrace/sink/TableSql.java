package io.millrace.sink;

import static io.millrace.sink.Identifiers.quote;
import static io.millrace.sink.Identifiers.quoteFound;

import io.millrace.schemas.InputHashSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements about one table's rows. Every name in them was validated and is quoted.
 *
 * <p>Invariant 4: the fence stands as an expression on the target row, in the locking SELECT and
 * again in the UPDATE. PostgreSQL evaluates both on the newest version of the row once it holds the
 * lock; a CTE, a subquery or a self-join would see the version of the statement's start.
 */
final class TableSql {
  private final TableLayout layout;
  private final String schema;

  /**
   * @param schema Millrace's own, which holds {@code provenance}
   */
  TableSql(TableLayout layout, String schema) {
    this.layout = layout;
    this.schema = schema;
  }

  /** Locks rows in key order; parameter and columns as in {@link #read}. */
  String lock() {
    return read() + " for no key update";
  }

  /**
   * Reads rows in key order. Parameter: text[] of keys. Columns: key, then for each target column
   * its input hash, its value's hash and its source.
   */
  String read() {
    String columns =
        layout.target().columns().stream()
            .map(
                column ->
                    ",\n  " + inputHash(column) + ", " + valueHash(column) + ", " + source(column))
            .collect(Collectors.joining());
    return "select "
        + at(layout.target().key())
        + "::text"
        + columns
        + "\nfrom "
        + table()
        + " t where "
        + at(layout.target().key())
        + " = any (?::"
        + keyType()
        + "[])\norder by "
        + at(layout.target().key());
  }

  /**
   * Writes values. Parameters: input hash and value of each column; model and time marks of the
   * shape, see {@link UpdateShape}; the key.
   */
  String update(UpdateShape shape) {
    List<String> assignments = new ArrayList<>();
    shape.columns().forEach(column -> assignments.add(assignment(column)));
    if (shape.marksVectors()) {
      layout.modelColumn().ifPresent(column -> assignments.add(quote(column) + " = ?"));
      layout
          .updatedAtColumn()
          .ifPresent(column -> assignments.add(quote(column) + " = clock_timestamp()"));
    }
    if (shape.marksLabels()) {
      layout
          .classifiedAtColumn()
          .ifPresent(column -> assignments.add(quote(column) + " = clock_timestamp()"));
    }
    if (layout.writesMetadata()) {
      assignments.add(metadata(layout.metadataColumn().orElseThrow(), shape));
    }
    return "update "
        + table()
        + " t set\n  "
        + String.join(",\n  ", assignments)
        + "\nwhere "
        + isKey();
  }

  /**
   * Remembers where values of one column came from, together with the hash of what the rows now
   * hold. Parameters: table, column, generation; then arrays, an element for each row: key, input
   * hash, task version, model, epoch, revision, has value, state, source commit time in
   * milliseconds, truncated, marks joined by commas.
   */
  String remember(ColumnTarget column) {
    return "insert into "
        + quote(schema, "provenance")
        + " (table_name, column_name, generation, key, input_hash, task_version, model,"
        + " epoch, revision, has_value, state, source_committed_at, truncated, marks, written_at,"
        + " value_hash)\n"
        + "select ?, ?, ?, u.key, u.input_hash, u.task_version, u.model, u.epoch, u.revision,"
        + " u.has_value, u.state, timestamptz 'epoch' + u.caused_at * interval '1 millisecond',"
        + " u.truncated, string_to_array(u.marks, ','),"
        + " clock_timestamp(), case when u.has_value then "
        + valueHash(column)
        + " end\n"
        + "from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[],"
        + " ?::boolean[], ?::text[], ?::bigint[], ?::boolean[], ?::text[])\n"
        + "  as u(key, input_hash, task_version, model, epoch, revision, has_value, state,"
        + " caused_at, truncated, marks)\n"
        + "join "
        + table()
        + " t on "
        + at(layout.target().key())
        + " = u.key::"
        + keyType()
        + "\non conflict (table_name, key, column_name, generation) do update set"
        + " input_hash = excluded.input_hash, task_version = excluded.task_version,"
        + " model = excluded.model, epoch = excluded.epoch, revision = excluded.revision,"
        + " has_value = excluded.has_value, state = excluded.state,"
        + " source_committed_at = excluded.source_committed_at,"
        + " truncated = excluded.truncated, marks = excluded.marks,"
        + " written_at = excluded.written_at, value_hash = excluded.value_hash";
  }

  /** Reads provenance. Parameters: table, generation, text[] of keys. */
  String provenance() {
    return "select key, column_name, input_hash, task_version, epoch, revision, has_value,"
        + " value_hash, state = 'held_by_other' from "
        + quote(schema, "provenance")
        + " where table_name = ? and generation = ? and key = any (?)";
  }

  /** Finds rows of which any generation's provenance is left. Parameters: table, text[] of keys. */
  String remembered() {
    return "select distinct key from "
        + quote(schema, "provenance")
        + " where table_name = ? and key = any (?)";
  }

  /** Forgets a row that is gone. Parameters: table, key, key. */
  String forget() {
    return "delete from "
        + quote(schema, "provenance")
        + " where table_name = ? and key = ?\nand not exists (select from "
        + table()
        + " t where "
        + isKey()
        + ")";
  }

  private String assignment(ColumnTarget column) {
    String name = layout.name(column);
    return "%s = case when %s = ? then ?::%s else %s end"
        .formatted(quote(name), inputHash(column), layout.type(name).name(), at(name));
  }

  /** NULL and anything that is no object become an object; other keys stay. */
  private String metadata(String column, UpdateShape shape) {
    String old = at(column) + "::jsonb";
    String entries =
        shape.columns().stream()
            .map(
                target ->
                    "?::text, jsonb_build_object('source', ?::text, 'model', ?::text,"
                        + " 'input_hash', ?::text, 'updated_at', clock_timestamp(),"
                        + " 'pipeline_version', ?::int)")
            .collect(Collectors.joining(",\n      "));
    return quote(column)
        + " = jsonb_set("
        + objectOrEmpty(old)
        + ", '{field_meta}',\n    "
        + objectOrEmpty("(" + old + " -> 'field_meta')")
        + " || jsonb_build_object(\n      "
        + entries
        + "))::"
        + layout.type(column).name();
  }

  private static String objectOrEmpty(String json) {
    return "case when jsonb_typeof(%s) = 'object' then %s else '{}'::jsonb end"
        .formatted(json, json);
  }

  private static String inputHash(ColumnTarget column) {
    return InputHashSql.of(column.from().stream().map(input -> at(input) + "::text").toList());
  }

  private String valueHash(ColumnTarget column) {
    String name = layout.name(column);
    if (column.kind() == ValueKind.JSON) {
      return "md5(" + at(name) + "::text)";
    }
    return "md5(" + quoteFound(layout.type(name).schema()) + ".\"vector_send\"(" + at(name) + "))";
  }

  private String source(ColumnTarget column) {
    return layout
        .metadataColumn()
        .map(
            name ->
                "%s::jsonb -> 'field_meta' -> '%s' ->> 'source'".formatted(at(name), column.name()))
        .orElse("null::text");
  }

  private String isKey() {
    return at(layout.target().key()) + " = ?::" + keyType();
  }

  private String keyType() {
    return layout.type(layout.target().key()).name();
  }

  private String table() {
    return quote(layout.target().schema(), layout.target().table());
  }

  private static String at(String column) {
    return "t." + quote(column);
  }
}
