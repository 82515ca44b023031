package io.millrace.app.doctor;

import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.run.ModelState;
import io.millrace.app.run.ModelsPage;
import io.millrace.connectors.Finding;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome;
import io.millrace.stack.PartName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Whether the embedding model answers one text, and what the applications say of all models. */
final class ModelCheck implements Check {
  private static final String CHECK = "model";
  private static final String TEXT = "Does the model answer?";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REMEDY =
      "see docs/providers.md; its settings are those that 'millrace up' was given";

  @Override
  public List<Finding> look(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    findings.add(ask(installation));
    if (PartsCheck.isRunning(installation, PartName.STREAMS)) {
      for (ModelState state : ModelsPage.read(installation.environment().statusUrl())) {
        if (state.isPaused()) {
          findings.add(new Finding.Advice(CHECK, state.line(), "'millrace resume' has it go on"));
        } else if (!state.isWell()) {
          findings.add(new Finding.Fault(CHECK, state.line(), REMEDY));
        }
      }
    }
    return findings;
  }

  private static Finding ask(Installation installation) {
    try (EmbeddingModel model =
        InstalledTasks.openEmbeddingModel(
            installation, PlannedGeneration.active(installation).plan())) {
      ModelOutcome<Embedding> outcome =
          model
              .embed(List.of(TEXT))
              .toCompletableFuture()
              .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
              .join()
              .get(0);
      String name = model.description().name();
      return outcome.answer().isPresent()
          ? new Finding.Fine(CHECK, name + " answers")
          : new Finding.Fault(CHECK, name + " does not answer a text", REMEDY);
    } catch (InferenceException e) {
      return new Finding.Fault(CHECK, String.valueOf(e.getMessage()), REMEDY);
    } catch (CompletionException e) {
      return new Finding.Fault(CHECK, "the model does not answer in time, or fails", REMEDY);
    }
  }
}
