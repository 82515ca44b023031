package io.millrace.app.run;

import io.millrace.inference.Entities;
import io.millrace.inference.EntityService;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.topology.task.EntityFinder;
import java.util.concurrent.CompletionStage;

/** A model for named entities behind its service, as tasks see it. */
record ServedEntities(EntityService service) implements EntityFinder {
  @Override
  public String model() {
    return service.description().name();
  }

  @Override
  public String fingerprint() {
    return service.description().fingerprint();
  }

  @Override
  public CompletionStage<ModelOutcome<Entities>> find(String text, Priority priority, String task) {
    return service.extract(text, priority, task);
  }
}
