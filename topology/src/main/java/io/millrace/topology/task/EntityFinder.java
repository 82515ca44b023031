package io.millrace.topology.task;

import io.millrace.inference.Entities;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import java.util.concurrent.CompletionStage;

/** A model for named entities behind a service that batches and counts; threadsafe. */
public interface EntityFinder {
  /** The model's name as published. */
  String model();

  /** Changes whenever its answers may. */
  String fingerprint();

  /**
   * Asks for the names in a text. Returns at once.
   *
   * @param text normalised, not blank
   * @param task the column that the task fills, for counting
   * @return completes on some other thread, never exceptionally; places are code points of the text
   */
  CompletionStage<ModelOutcome<Entities>> find(String text, Priority priority, String task);
}
