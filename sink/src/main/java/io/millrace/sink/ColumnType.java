package io.millrace.sink;

/**
 * A column's type as the catalog has it.
 *
 * @param name as SQL writes it, quoted and with its schema where needed, without modifier
 * @param schema of the type, raw
 * @param modifier pgvector's dimensions; -1: none given
 */
record ColumnType(String name, String schema, int modifier) {}
