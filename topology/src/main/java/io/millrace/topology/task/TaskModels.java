package io.millrace.topology.task;

import io.millrace.inference.ModelDescription;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.ExtractTask;

/** What a process offers to the tasks of its plan. */
public interface TaskModels {
  /** The plan's embedding model. */
  ModelDescription embeddingModel();

  /** The way to it. */
  TextEmbedder embedder();

  /** What answers a classify task; called once for each. */
  TextClassifier classifier(ClassifyTask task);

  /** What answers an extract task; called once for each. */
  TextExtractor extractor(ExtractTask task);
}
