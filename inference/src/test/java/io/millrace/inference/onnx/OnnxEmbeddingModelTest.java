package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real MiniLM, from the class path. */
class OnnxEmbeddingModelTest {
  private static final String MINILM = "sentence-transformers/all-MiniLM-L6-v2";

  @SuppressWarnings("NullAway.Init")
  private static EmbeddingModel model;

  @BeforeAll
  static void open() {
    model = EmbeddingModels.open(MINILM, ProviderSettings.defaults());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static List<ModelOutcome<Embedding>> embed(List<String> texts) {
    return model.embed(texts).toCompletableFuture().join();
  }

  private static Answered<Embedding> embed(String text) {
    return embed(List.of(text)).get(0).answer().orElseThrow();
  }

  /** Words of one piece each, so that a text of n words has n + 2 tokens. */
  private static String words(int count) {
    String[] vocabulary = {"coach", "business", "growth", "leader", "health", "music", "science"};
    return String.join(
        " ", IntStream.range(0, count).mapToObj(i -> vocabulary[i * 31 % 7]).toList());
  }

  private static double cosine(float[] left, float[] right) {
    double sum = 0;
    for (int index = 0; index < left.length; index++) {
      sum += (double) left[index] * right[index];
    }
    return sum;
  }

  @Test
  void shouldDescribeTheModelWithoutLoadingIt() {
    ModelDescription description = EmbeddingModels.describe(MINILM, ProviderSettings.defaults());

    assertThat(description)
        .isEqualTo(model.description())
        .isEqualTo(
            new ModelDescription(
                MINILM, "759c3cd2b7fe", 384, 256, "nfc-trim/truncate-256/mean/l2"));
  }

  @ParameterizedTest
  @CsvSource({
    "Business growth coach,Company scaling mentor,0.50",
    "business growth consultant,company scaling advisor,0.54",
    "Leadership coaching for executives,C-suite mentorship and development,0.35",
    "burned-out corporate women,female executives seeking work-life balance,0.51"
  })
  void shouldGiveThePublishedCosines(String left, String right, double expected) {
    assertThat(cosine(embed(left).value().vector(), embed(right).value().vector()))
        .isCloseTo(expected, within(0.02));
  }

  @Test
  void shouldGiveUnitVectorsOf384Dimensions() {
    Answered<Embedding> embedded = embed("Leadership coaching for executives");

    assertThat(embedded.value().vector()).hasSize(384);
    assertThat(cosine(embedded.value().vector(), embedded.value().vector()))
        .isCloseTo(1, within(1e-5));
    assertThat(embedded.provenance().tokens()).isEqualTo(6);
    assertThat(embedded.provenance().truncated()).isFalse();
  }

  @Test
  void shouldGiveTheSameVectorsInABatchAsAloneAndInOrder() {
    List<String> texts =
        IntStream.range(0, 32)
            .mapToObj(index -> words(1 + index * 37 % 120) + " " + index)
            .toList();

    List<ModelOutcome<Embedding>> together = embed(texts);

    for (int index = 0; index < texts.size(); index++) {
      float[] alone = embed(texts.get(index)).value().vector();
      assertThat(together.get(index).answer().orElseThrow().value().vector())
          .containsExactly(alone, within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100,102,false",
    "253,255,false",
    "254,256,false",
    "255,256,true",
    "511,256,true",
    "2000,256,true"
  })
  void shouldTruncateAtTheModelsLimitAndSaySo(int words, int tokens, boolean truncated) {
    Answered<Embedding> embedded = embed(words(words));

    assertThat(embedded.provenance().tokens()).isEqualTo(tokens);
    assertThat(embedded.provenance().truncated()).isEqualTo(truncated);
    assertThat(embedded.value().vector())
        .containsExactly(embed(words(Math.min(words, 254))).value().vector(), within(1e-5f));
  }

  @Test
  void shouldReadOnlyTheBeginningOfAVeryLongText() {
    Answered<Embedding> embedded = embed(words(200_000));

    assertThat(embedded.provenance().truncated()).isTrue();
    assertThat(embedded.value().vector())
        .containsExactly(embed(words(254)).value().vector(), within(1e-5f));
  }

  @Test
  void shouldReadOnThroughAVeryLongGapBeforeItTruncates() {
    Answered<Embedding> embedded = embed("coach" + " ".repeat(20_000) + "leader");

    assertThat(embedded.provenance().truncated()).isFalse();
    assertThat(embedded.value().vector())
        .containsExactly(embed("coach leader").value().vector(), within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufffd", "\ufffd\ufffd"})
  void shouldRejectTextOfWhichTheModelSeesNothing(String text) {
    List<ModelOutcome<Embedding>> outcomes = embed(List.of("coach", text, "leader"));

    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo("no_tokens"));
    assertThat(outcomes).element(0).isInstanceOf(Answered.class);
    assertThat(outcomes).element(2).isInstanceOf(Answered.class);
  }

  @Test
  void shouldEmbedOtherScriptsAndEmoji() {
    List<ModelOutcome<Embedding>> outcomes =
        embed(
            List.of(
                "教练 🚀", "\u0645\u062f\u0631\u0628", "<p>Führungskräfte</p>", "x".repeat(9_000)));

    assertThat(outcomes).allSatisfy(each -> assertThat(each).isInstanceOf(Answered.class));
  }

  @Test
  void shouldEmbedFromManyThreadsAtOnce() {
    float[] expected = embed("coach").value().vector();
    List<Answered<Embedding>> results = new ArrayList<>();

    IntStream.range(0, 16)
        .parallel()
        .mapToObj(index -> embed("coach"))
        .forEachOrdered(results::add);

    assertThat(results)
        .hasSize(16)
        .allSatisfy(
            each -> assertThat(each.value().vector()).containsExactly(expected, within(1e-5f)));
  }

  @Test
  void shouldFailAfterClose() {
    EmbeddingModel closed = EmbeddingModels.open(MINILM, ProviderSettings.defaults());
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.embed(List.of("coach")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(MINILM);
  }
}
