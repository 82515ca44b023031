package io.millrace.app.run;

import io.millrace.inference.Classification;
import io.millrace.inference.ClassificationService;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.topology.task.LabelModel;
import java.util.concurrent.CompletionStage;

/** A classification model behind its service, as tasks see it. */
record ServedLabels(ClassificationService service) implements LabelModel {
  @Override
  public String model() {
    return service.description().name();
  }

  @Override
  public String fingerprint() {
    return service.description().fingerprint();
  }

  @Override
  public CompletionStage<ModelOutcome<Classification>> classify(
      String text, LabelChoice labels, Priority priority, String task) {
    return service.classify(text, labels, priority, task);
  }
}
