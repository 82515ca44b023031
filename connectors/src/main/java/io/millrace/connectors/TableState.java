package io.millrace.connectors;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table as the catalog has it.
 *
 * @param kind {@code r}: an ordinary table; {@code p}: a partitioned one; others are no tables
 * @param replicaIdentity {@code d}: primary key, {@code n}: nothing, {@code f}: full, {@code i}: an
 *     index
 * @param owned whether this role has the owner's rights
 * @param fillfactorSet whether somebody chose a fillfactor
 * @param primaryKey its columns in order; empty: none
 * @param columns by name, in order
 * @param indexes access method and column of each index on one column, as in {@code hnsw:v}
 * @param twins other tables of the schema whose names differ by case only
 */
record TableState(
    String kind,
    String replicaIdentity,
    boolean owned,
    boolean fillfactorSet,
    List<String> primaryKey,
    Map<String, ColumnState> columns,
    Set<String> indexes,
    List<String> twins) {}
