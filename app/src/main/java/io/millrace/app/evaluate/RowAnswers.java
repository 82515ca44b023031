package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;

/** What a plan's tasks answer for a row; not threadsafe. */
public interface RowAnswers extends AutoCloseable {
  /** Whether the column is one that this can answer. */
  boolean knows(String table, String column);

  /**
   * The answer in the form that the column stores.
   *
   * @throws io.millrace.app.UserException if the model refuses or cannot be asked
   */
  JsonNode answer(LabelledRow row, String column);

  @Override
  void close();
}
