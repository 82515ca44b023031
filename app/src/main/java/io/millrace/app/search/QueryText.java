package io.millrace.app.search;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.TextNormalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Has a text embedded as the rows are: by the same model, after the same normalisation. */
public final class QueryText {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private QueryText() {}

  /**
   * The vector of a text, by the model of a generation.
   *
   * @throws UserException if nothing visible is in the text, or the model does not answer it
   */
  public static SearchedFor.Text embed(
      Installation installation, PlannedGeneration generation, String text) {
    String normalized =
        TextNormalizer.normalize(text)
            .orElseThrow(() -> UserException.usage("There is nothing in the text to look for."));
    try (EmbeddingModel model = InstalledTasks.openEmbeddingModel(installation, generation)) {
      Answered<Embedding> answer = answer(model, normalized);
      return new SearchedFor.Text(
          Arrays.toString(answer.value().vector()), answer.provenance().truncated());
    } catch (InferenceException e) {
      throw UserException.failure(
          e.getMessage() == null ? "The model cannot run." : e.getMessage(), e);
    }
  }

  private static Answered<Embedding> answer(EmbeddingModel model, String text) {
    try {
      ModelOutcome<Embedding> outcome =
          model
              .embed(List.of(text))
              .toCompletableFuture()
              .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
              .join()
              .get(0);
      return outcome.answer().orElseThrow(() -> UserException.failure(reason(model, outcome)));
    } catch (CompletionException e) {
      throw UserException.failure(
          model.description().name() + " does not answer in time, or fails; see 'millrace doctor'.",
          e);
    }
  }

  private static String reason(EmbeddingModel model, ModelOutcome<Embedding> outcome) {
    String name = model.description().name();
    if (outcome instanceof ModelOutcome.Rejected<Embedding> rejected) {
      return "%s refuses the text: %s".formatted(name, rejected.detail());
    }
    return outcome instanceof ModelOutcome.RetryLater<Embedding> later
        ? "%s cannot be asked now (%s); see 'millrace doctor'.".formatted(name, later.reason())
        : name + " gives no vector.";
  }
}
