package io.millrace.topology;

/**
 * What the applications count, whoever keeps the counters. Implementations are threadsafe and fast:
 * they are called on stream threads, once a record.
 */
public interface PipelineMetrics {
  /**
   * Work that was found not to be needed.
   *
   * @param reason one of {@link Skip}
   * @param count how many pieces, from 1
   */
  void skipped(Skip reason, int count);

  /** A change event that our own sink caused: an echo (invariant 1). */
  void feedbackEvent();

  /** Work that ended in the failure topic. */
  void failed(String reason);

  /** Matches for which a score was emitted. */
  void scored(int count);

  /** Why work was not needed. */
  enum Skip {
    /** The event was seen before: its log position is not beyond the stored one. */
    REDELIVERED,
    /** No captured column changed. */
    ROW_UNCHANGED,
    /** A task's input and version are those of the stored result: one model call avoided. */
    INPUT_UNCHANGED,
    /** The input is blank: the value is cleared without a model. */
    BLANK,
    /** The same input was refused by the model for good before. */
    FAILED_BEFORE,
    /** A newer edit of the same input came while this one waited. */
    SUPERSEDED,
    /** An input is the unchanged-TOAST placeholder and its text is not known. */
    UNRESOLVED,
    /** Another generation had computed the same: one model call avoided. */
    TAKEN_OVER,
    /** The row held the result before Millrace: one model call avoided. */
    ADOPTED,
    /** A score came out as it was. */
    SCORE_UNCHANGED;

    /** The metric's label: lower case, words joined by underscores. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Counts nothing. */
  static PipelineMetrics none() {
    return new PipelineMetrics() {
      @Override
      public void skipped(Skip reason, int count) {}

      @Override
      public void feedbackEvent() {}

      @Override
      public void failed(String reason) {}

      @Override
      public void scored(int count) {}
    };
  }
}
