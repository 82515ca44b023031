package io.millrace.plan;

/**
 * A table whose changes are captured.
 *
 * @param schema its schema as the catalog spells it
 * @param name its name without schema
 * @param keyColumn its single primary key column
 */
public record CapturedTable(String schema, String name, String keyColumn) {}
