package io.millrace.connectors;

/**
 * How many vectors a column holds.
 *
 * @param table the table's name without schema
 * @param column the vector column
 * @param vectors rows that hold one
 * @param noted those of which Millrace's provenance knows already
 * @param otherModel those of the rest whose row does not name the model that is meant
 * @param adoptable what is left
 */
public record HeldCount(
    String table, String column, long vectors, long noted, long otherModel, long adoptable) {}
