package io.millrace.topology.rows;

import java.util.List;

/**
 * Rows of one table that are read together, by the keys of their states.
 *
 * @param rows those that are asked for
 * @param witnesses others that ought to be there: if one of them is read and a row that was asked
 *     for is not, that row is gone
 */
record RereadBatch(List<String> rows, List<String> witnesses) {
  static final RereadBatch NONE = new RereadBatch(List.of(), List.of());

  RereadBatch {
    rows = List.copyOf(rows);
    witnesses = List.copyOf(witnesses);
  }
}
