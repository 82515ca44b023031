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
import java.util.stream.Stream;

/** Whether the embedding model answers one text, and what the applications say of all models. */
final class ModelCheck implements Check {
  private static final String CHECK = "model";
  private static final String TEXT = "Does the model answer?";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REMEDY =
      "see docs/providers.md; its settings are those that 'millrace up' was given, or those that"
          + " 'millrace upgrade start' was given for the generation";

  @Override
  public List<Finding> look(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    findings.add(ask(installation));
    for (PartName part : List.of(PartName.STREAMS, PartName.STREAMS_NEXT)) {
      if (PartsCheck.isRunning(installation, part)) {
        ModelsPage.read(installation.statusUrl(part)).stream()
            .flatMap(ModelCheck::finding)
            .forEach(findings::add);
      }
    }
    return findings;
  }

  private static Stream<Finding> finding(ModelState state) {
    if (state.isPaused()) {
      return Stream.of(new Finding.Advice(CHECK, state.line(), "'millrace resume' has it go on"));
    }
    return state.isWell()
        ? Stream.empty()
        : Stream.of(new Finding.Fault(CHECK, state.line(), REMEDY));
  }

  private static Finding ask(Installation installation) {
    try (EmbeddingModel model =
        InstalledTasks.openEmbeddingModel(installation, PlannedGeneration.active(installation))) {
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
