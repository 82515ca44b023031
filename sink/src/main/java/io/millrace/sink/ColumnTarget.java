package io.millrace.sink;

import java.util.List;

/**
 * A column that one task fills.
 *
 * @param name the column while its generation is active; it names the task
 * @param from input columns in the plan's order, at least one
 * @param kind what it holds
 * @param dimensions of the vector, from 1; 0 for JSON
 * @param source what {@code field_meta} names as the value's source
 */
record ColumnTarget(String name, List<String> from, ValueKind kind, int dimensions, String source) {
  ColumnTarget {
    from = List.copyOf(from);
  }
}
