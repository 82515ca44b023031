package io.millrace.sink;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * A table as it stands in the database, seen by one generation in one state.
 *
 * @param target what is configured
 * @param generation whose columns are written
 * @param state of that generation
 * @param types of all the table's columns, by their names in the database
 */
record TableLayout(
    TableTarget target, int generation, GenerationState state, Map<String, ColumnType> types) {
  TableLayout {
    types = Map.copyOf(new HashMap<>(types));
  }

  /**
   * Checks that everything that is needed is there.
   *
   * @throws ConnectException if a column is missing or a vector has other dimensions
   */
  void check() {
    type(target.key());
    for (ColumnTarget column : target.columns()) {
      column.from().forEach(this::type);
      ColumnType type = type(name(column));
      if (!column.kind().accepts(type)) {
        throw new ConnectException(
            "column %s of table %s has type %s, which cannot hold what the plan makes; run 'millrace"
                    .formatted(name(column), target.table(), type.name())
                + " init'");
      }
      if (column.kind() == ValueKind.VECTOR
          && type.modifier() > 0
          && type.modifier() != column.dimensions()) {
        throw new ConnectException(
            "column %s of table %s has %d dimensions but the plan's model makes %d; run 'millrace init'"
                .formatted(name(column), target.table(), type.modifier(), column.dimensions()));
      }
    }
  }

  String name(ColumnTarget column) {
    return state.column(column.name(), generation);
  }

  ColumnType type(String column) {
    ColumnType type = types.get(column);
    if (type == null) {
      throw new ConnectException(
          "table %s.%s has no column '%s'; run 'millrace init'"
              .formatted(target.schema(), target.table(), column));
    }
    return type;
  }

  Optional<String> modelColumn() {
    return ownColumn(target.modelColumn());
  }

  Optional<String> updatedAtColumn() {
    return ownColumn(target.updatedAtColumn());
  }

  Optional<String> classifiedAtColumn() {
    return ownColumn(target.classifiedAtColumn());
  }

  /** The host's metadata, if the table has it. */
  Optional<String> metadataColumn() {
    return Optional.ofNullable(target.metadataColumn()).filter(types::containsKey);
  }

  /** Copies in the metadata speak of the active generation only. */
  boolean writesMetadata() {
    return state == GenerationState.ACTIVE && metadataColumn().isPresent();
  }

  private Optional<String> ownColumn(@Nullable String plain) {
    return Optional.ofNullable(plain)
        .map(name -> state.column(name, generation))
        .filter(types::containsKey);
  }

  /** The configured columns by their task names, in order. */
  Map<String, ColumnTarget> columns() {
    Map<String, ColumnTarget> columns = new LinkedHashMap<>();
    target.columns().forEach(column -> columns.put(column.name(), column));
    return columns;
  }
}
