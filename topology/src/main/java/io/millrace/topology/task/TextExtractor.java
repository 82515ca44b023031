package io.millrace.topology.task;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds facts in a row's texts; threadsafe. */
public interface TextExtractor {
  /** The name of the rules or the model. */
  String model();

  /** Changes whenever other facts may be found in the same texts. */
  String fingerprint();

  /**
   * Finds the facts of one row.
   *
   * @param texts in the task's order, at least one of them not blank
   * @return completes with one JSON object, empty if nothing was found, on some other thread; with
   *     an exception only if this class is at fault
   */
  CompletionStage<ModelOutcome<String>> extract(List<InputText> texts, Priority priority);
}
