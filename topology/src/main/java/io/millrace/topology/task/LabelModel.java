package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import java.util.concurrent.CompletionStage;

/** A model for zero-shot classification behind a service that batches and counts; threadsafe. */
public interface LabelModel {
  /** The model's name as published. */
  String model();

  /** Changes whenever its answers may. */
  String fingerprint();

  /**
   * Asks which labels fit. Returns at once.
   *
   * @param text normalised, not blank
   * @param task the column that the task fills, for counting
   * @return completes on some other thread, never exceptionally
   */
  CompletionStage<ModelOutcome<Classification>> classify(
      String text, LabelChoice labels, Priority priority, String task);
}
