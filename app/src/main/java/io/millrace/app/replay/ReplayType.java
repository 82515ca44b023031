package io.millrace.app.replay;

/** What is computed again where it is not as the plan has it. */
public enum ReplayType {
  EMBEDDINGS,
  CLASSIFICATIONS,
  EXTRACTIONS,
  SCORES,
  ALL
}
