package io.millrace.topology.enrich;

/** One step of what may happen to the work of a partition, in any order. */
sealed interface WorkStep {
  /**
   * A committed edit of one field of a row, which makes the row if there is none.
   *
   * @param text 0 for blank
   */
  record Edit(int row, int task, int text, boolean isSnapshot) implements WorkStep {}

  /** The row is deleted. */
  record Delete(int row) implements WorkStep {}

  /** The model answers one of the requests that are under way. */
  record Answer(int request) implements WorkStep {}

  /** The model refuses one for good. */
  record Refuse(int request) implements WorkStep {}

  /**
   * One is to be tried again.
   *
   * @param isAsked whether the model was asked at all
   */
  record PutOff(int request, int millis, boolean isAsked) implements WorkStep {}

  /** Time passes, and the punctuator ticks once. */
  record Tick(int millis) implements WorkStep {}

  /** The process dies and another one takes over what the stores hold. */
  record Restart() implements WorkStep {}
}
