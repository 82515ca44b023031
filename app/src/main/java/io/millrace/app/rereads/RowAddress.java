package io.millrace.app.rereads;

/**
 * A row of a captured table.
 *
 * @param table the table's name without its schema
 * @param key the primary key as PostgreSQL writes it as text
 */
public record RowAddress(String table, String key) {}
