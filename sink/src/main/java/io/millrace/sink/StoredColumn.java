package io.millrace.sink;

import org.jspecify.annotations.Nullable;

/**
 * What a locked row says about one column.
 *
 * @param inputHash of the column's inputs as they are now
 * @param valueHash of the value that is there; null: there is none
 * @param source that {@code field_meta} names; null: none
 */
record StoredColumn(String inputHash, @Nullable String valueHash, @Nullable String source) {}
