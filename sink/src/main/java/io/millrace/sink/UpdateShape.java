package io.millrace.sink;

import java.util.List;

/**
 * Which columns of a row one UPDATE sets; rows of one shape share a statement.
 *
 * @param columns in the plan's order, at least one
 * @param marksVectors whether a vector is among the values, so that model and time are set
 */
record UpdateShape(List<ColumnTarget> columns, boolean marksVectors) {
  UpdateShape {
    columns = List.copyOf(columns);
  }
}
