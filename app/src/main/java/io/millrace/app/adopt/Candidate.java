package io.millrace.app.adopt;

import io.millrace.inference.Embedding;

/**
 * A vector that may be adopted.
 *
 * @param column that it stands in
 * @param inputHash of the raw texts that stand beside it
 * @param text of these, as the model would be given it; not blank
 * @param embedding the vector, of the plan's dimensions
 */
record Candidate(String column, String inputHash, String text, Embedding embedding) {
  /** Without text and vector, which are private. */
  @Override
  public String toString() {
    return "Candidate[column=" + column + ']';
  }
}
