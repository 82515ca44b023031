package io.millrace.connectors;

/**
 * What decides the answers of one task, as the applications compute it: what stored values are
 * compared with.
 *
 * @param table the table's name without schema
 * @param column the column that the task fills
 * @param version fingerprint of model, labels or rules, 16 hex digits
 * @param model the model's name as published, or that of the rules
 */
public record TaskVersion(String table, String column, String version, String model) {}
