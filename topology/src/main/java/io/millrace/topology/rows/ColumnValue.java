package io.millrace.topology.rows;

import org.jspecify.annotations.Nullable;

/**
 * A column in a change event: a value as text, or the word that it did not change.
 *
 * @param text the value; null is SQL's NULL, or nothing at all where {@code unchanged}
 * @param unchanged whether PostgreSQL left the value out because it is stored out of line and was
 *     not touched (invariant 6: this is never a value)
 */
record ColumnValue(@Nullable String text, boolean unchanged) {
  static final ColumnValue UNCHANGED = new ColumnValue(null, true);

  static ColumnValue of(@Nullable String text) {
    return new ColumnValue(text, false);
  }
}
