package io.millrace.inference.credentials;

import org.jspecify.annotations.Nullable;

/**
 * One input column of an extraction.
 *
 * @param column name
 * @param text raw, of any size; null is SQL's NULL
 */
public record ColumnText(String column, @Nullable String text) {}
