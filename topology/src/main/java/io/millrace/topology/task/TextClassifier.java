package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Says how well each label of one classify task fits a row's texts; threadsafe. */
public interface TextClassifier {
  /** The model's name as published. */
  String model();

  /** Changes whenever the same texts and labels may be judged in another way. */
  String fingerprint();

  /**
   * Classifies the texts of one row together.
   *
   * @param texts in the task's order, at least one of them not blank
   * @return completes on some other thread; with an exception only if this class is at fault
   */
  CompletionStage<ModelOutcome<Classification>> classify(List<InputText> texts, Priority priority);
}
