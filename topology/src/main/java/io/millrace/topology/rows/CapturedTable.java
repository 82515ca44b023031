package io.millrace.topology.rows;

/**
 * A table whose changes are captured.
 *
 * @param topic Debezium's topic of this table
 * @param schema the table's schema
 * @param name the table's name without its schema
 * @param keyColumn the primary key's column
 */
public record CapturedTable(String topic, String schema, String name, String keyColumn) {}
