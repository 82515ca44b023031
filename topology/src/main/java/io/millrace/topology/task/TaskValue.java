package io.millrace.topology.task;

import io.millrace.inference.Embedding;

/** What a task puts into its column. */
public sealed interface TaskValue {
  /** An embedding. */
  record Vector(Embedding embedding) implements TaskValue {}

  /**
   * Labels or facts.
   *
   * @param text one JSON document
   */
  record Json(String text) implements TaskValue {
    /** Without the document: facts quote the row's text. */
    @Override
    public String toString() {
      return "Json[length=" + text.length() + ']';
    }
  }
}
