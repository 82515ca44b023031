package io.millrace.app.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.connectors.HeldRow;
import io.millrace.connectors.HeldRow.HeldVector;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Provenance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which vectors of a sample are those of their texts. */
class SampleCheckTest {
  private static final double LEAST = 0.999;

  /** Gives texts that begin with an "a" one vector, and others another. */
  private record TwoVectors(ModelOutcome<Embedding> ofRefused) implements EmbeddingModel {
    @Override
    public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
      return CompletableFuture.completedFuture(texts.stream().map(this::outcome).toList());
    }

    private ModelOutcome<Embedding> outcome(String text) {
      return text.equals("refused")
          ? ofRefused
          : new Answered<>(
              new Embedding(text.startsWith("a") ? new float[] {1, 0} : new float[] {0, 1}),
              new Provenance("test/model", "1", 2, 1, false, List.of()));
    }

    @Override
    public ModelDescription description() {
      return new ModelDescription("test/model", "1", 2, 256, "none");
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldNameWhatIsNotOfThePresentText() {
    SampleReport report =
        check(new Rejected<>("no_tokens", "no"))
            .compare("profiles", List.of(row("p1", "a text"), row("p2", "edited since")));

    assertThat(report.isAgreed()).isFalse();
    assertThat(report.isDisagreeing("profiles", "p2", "seeking")).isTrue();
    assertThat(report.isDisagreeing("profiles", "p1", "seeking")).isFalse();
    assertThat(report.text())
        .isEqualTo(
            "Of 2 vectors in a sample of 2 rows 1 are those of the present text (50.0 %); these are"
                + " not: profiles p2 seeking (cosine 0.0000).");
    assertThat(report.document()).containsEntry("agreed", 1).containsEntry("share", 0.5);
  }

  @Test
  void shouldClaimNothing_whenThereIsNothingToCompare() {
    SampleReport report = check(new Rejected<>("no_tokens", "no")).compare("profiles", List.of());

    assertThat(report.text())
        .isEqualTo("There is no vector to compare with its text in a sample of 0 rows.");
  }

  @Test
  void shouldCompareMoreThanOneBatch_andNotCountBlanks() {
    List<HeldRow> rows =
        IntStream.range(0, 70).mapToObj(n -> row("p" + n, n % 7 == 0 ? " " : "a" + n)).toList();

    SampleReport report = check(new Rejected<>("no_tokens", "no")).compare("profiles", rows);

    assertThat(report.isAgreed()).isTrue();
    assertThat(report.vectors()).isEqualTo(60);
  }

  @Test
  void shouldTakeATextThatTheModelRefusesForDisagreeing() {
    SampleReport report =
        check(new Rejected<>("no_tokens", "no")).compare("profiles", List.of(row("p1", "refused")));

    assertThat(report.disagreements()).hasSize(1);
  }

  @Test
  void shouldFail_whenTheModelDoesNotAnswer() {
    SampleCheck check = check(new RetryLater<>("provider_down", Duration.ofSeconds(1)));

    assertThatThrownBy(() -> check.compare("profiles", List.of(row("p1", "refused"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("provider_down");
  }

  private static SampleCheck check(ModelOutcome<Embedding> ofRefused) {
    return new SampleCheck(new TwoVectors(ofRefused), LEAST);
  }

  private static HeldRow row(String key, String text) {
    return new HeldRow(
        key, List.of(new HeldVector("seeking", List.of(text), new float[] {1, 0}, null)));
  }
}
