package io.millrace.sink;

/**
 * A host table of pairs that are scored.
 *
 * @param topic scores of this table
 * @param schema schema of the table
 * @param table name of the table
 * @param key primary key column
 * @param a column that names the first profile of the pair
 * @param b column that names the second
 */
record MatchTarget(String topic, String schema, String table, String key, String a, String b) {}
