package io.millrace.topology.rows;

import java.util.List;

/**
 * A table whose changes are captured.
 *
 * @param topic Debezium's topic of this table
 * @param schema the table's schema
 * @param name the table's name without its schema
 * @param keyColumn the primary key's column
 * @param columns the columns that the plan reads, the key among them
 */
public record CapturedTable(
    String topic, String schema, String name, String keyColumn, List<String> columns) {
  public CapturedTable {
    columns = List.copyOf(columns);
  }
}
