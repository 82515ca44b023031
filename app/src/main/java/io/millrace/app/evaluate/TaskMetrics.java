package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Compares the answers of one task with the expected ones, row by row. Not threadsafe. */
interface TaskMetrics {
  /**
   * Counts a row.
   *
   * @param id of the row
   * @param expected as a labelled file writes it
   * @param given as the column stores it
   */
  void add(String id, JsonNode expected, JsonNode given);

  /** All figures so far; holds no row text. */
  ObjectNode document();
}
