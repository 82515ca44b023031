package io.millrace.sink;

import java.util.List;

/**
 * Which columns of a row one UPDATE sets; rows of one shape share a statement.
 *
 * @param columns in the plan's order, at least one
 * @param marksVectors whether a vector is among the values, so that model and time are set
 * @param marksLabels whether labels or facts are among the values, so that their time is set
 */
record UpdateShape(List<ColumnTarget> columns, boolean marksVectors, boolean marksLabels) {
  UpdateShape {
    columns = List.copyOf(columns);
  }
}
