package io.millrace.sink;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host table whose rows are enriched.
 *
 * @param topic enriched rows of this table
 * @param schema schema of the table
 * @param table name of the table
 * @param key primary key column
 * @param columns what Millrace fills, at least one
 * @param modelColumn takes the embedding model's name; null: there is none
 * @param updatedAtColumn takes the time of the last vector; null: there is none
 * @param classifiedAtColumn takes the time of the last labels or facts; null: there is none
 * @param metadataColumn jsonb of the host with {@code field_meta}; null: there is none
 */
record TableTarget(
    String topic,
    String schema,
    String table,
    String key,
    List<ColumnTarget> columns,
    @Nullable String modelColumn,
    @Nullable String updatedAtColumn,
    @Nullable String classifiedAtColumn,
    @Nullable String metadataColumn) {
  TableTarget {
    columns = List.copyOf(columns);
  }

  /** The column that the task of this name fills. */
  Optional<ColumnTarget> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
