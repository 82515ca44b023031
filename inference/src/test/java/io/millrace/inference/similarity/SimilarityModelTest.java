package io.millrace.inference.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.Classification;
import io.millrace.inference.Embedding;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Provenance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SimilarityModelTest {
  private static final SimilarityTraining TRAINING =
      new SimilarityTraining(
          new SimilarityLabels(
              List.of(
                  new SimilarityLabel("milling", "Corn and flour.", List.of(), List.of()),
                  new SimilarityLabel("sailing", "A boat at sea.", List.of(), List.of())),
              List.of()),
          Judgement.EACH);

  @Test
  void shouldAddUpWhatTheModelRead() {
    ModelOutcome<Classification> outcome =
        model()
            .classify(List.of("corn", "sea"), text -> answered(text, text.equals("sea")))
            .toCompletableFuture()
            .join();

    Answered<Classification> answer = outcome.answer().orElseThrow();
    assertThat(answer.provenance())
        .isEqualTo(Provenance.of(WordVectors.MODEL, "corn".length() + "sea".length(), true));
    assertThat(answer.value().scores()).hasSize(2);
  }

  @Test
  void shouldPassOnWhyATextWasNotEmbedded() {
    ModelOutcome<Embedding> later = new RetryLater<>("busy", Duration.ofSeconds(3));

    ModelOutcome<Classification> outcome =
        model()
            .classify(
                List.of("corn", "sea"),
                text ->
                    text.equals("sea")
                        ? CompletableFuture.completedFuture(later)
                        : answered(text, false))
            .toCompletableFuture()
            .join();

    assertThat(outcome).isEqualTo(new RetryLater<>("busy", Duration.ofSeconds(3)));
  }

  @Test
  void shouldAnswerBlankTextsWithoutTheModel() {
    ModelOutcome<Classification> outcome =
        model()
            .classify(
                List.of(" "),
                text -> {
                  throw new AssertionError("the model was asked");
                })
            .toCompletableFuture()
            .join();

    assertThat(outcome.answer().orElseThrow().value().scores()).isEmpty();
  }

  @Test
  void shouldFailWithTheReasonIfALabelCannotBeEmbedded() {
    ModelOutcome<Embedding> rejected = new Rejected<>("no_tokens", "There is nothing to read.");

    assertThatThrownBy(
            () ->
                SimilarityModel.train(
                        TRAINING,
                        WordVectors.MODEL,
                        LabelVectorStore.none(),
                        text -> CompletableFuture.completedFuture(rejected),
                        Runnable::run)
                    .toCompletableFuture()
                    .join())
        .hasCauseInstanceOf(InferenceException.class)
        .hasMessageContaining("no_tokens");
  }

  private static SimilarityModel model() {
    return SimilarityModel.train(
            TRAINING,
            WordVectors.MODEL,
            LabelVectorStore.none(),
            text -> answered(text, false),
            Runnable::run)
        .toCompletableFuture()
        .join();
  }

  private static CompletableFuture<ModelOutcome<Embedding>> answered(
      String text, boolean truncated) {
    return CompletableFuture.completedFuture(
        new Answered<>(
            new Embedding(WordVectors.of(text)),
            Provenance.of(WordVectors.MODEL, text.length(), truncated)));
  }
}
