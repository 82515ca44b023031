package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Rejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportedEmbeddingModelTest {
  private static final TinyVocabulary WORDS = TinyVocabulary.of("east", "north", "west", "broken");

  /** Special tokens weigh nothing, so that a text's vector is that of its words. */
  private static final float[][] VECTORS = {
    {9, 9}, {0, 0}, {0, 0}, {0, 0}, {1, 0}, {0, 1}, {-1, 0}, {Float.NaN, 0}
  };

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path root;

  @SuppressWarnings("NullAway.Init")
  private TinyFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder = new TinyFolder(root).model(TinyModels.tokenVectors(VECTORS)).tokenizer(WORDS);
  }

  private EmbeddingModel open() {
    return EmbeddingModels.open(TinyFolder.NAME, folder.settings());
  }

  private static List<ModelOutcome<Embedding>> embed(EmbeddingModel model, String... texts) {
    return model.embed(List.of(texts)).toCompletableFuture().join();
  }

  private static float[] vector(ModelOutcome<Embedding> outcome) {
    return outcome.answer().orElseThrow().value().vector();
  }

  private float[] embedOne(String text) {
    try (EmbeddingModel model = open()) {
      return vector(embed(model, text).get(0));
    }
  }

  @Test
  void shouldDescribeTheModelByItsFiles() {
    ModelDescription description = EmbeddingModels.describe(TinyFolder.NAME, folder.settings());

    assertThat(description.name()).isEqualTo("file:tiny");
    assertThat(description.dimensions()).isEqualTo(2);
    assertThat(description.maximumTokens()).isEqualTo(512);
    assertThat(description.preprocessing())
        .matches("nfc-trim/tokenizer-[0-9a-f]{12}/truncate-512/mean/l2");
    assertThat(description.revision()).matches("[0-9a-f]{12}");
  }

  @Test
  void shouldTakeTheMeanOfTheTokensUnlessAFileSaysOtherwise() {
    float half = (float) Math.sqrt(0.5);

    assertThat(embedOne("east north")).containsExactly(new float[] {half, half}, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({
    "pooling_mode_max_tokens,east north,0.7071,0.7071",
    "pooling_mode_mean_tokens,east east west north,0.7071,0.7071",
    "pooling_mode_mean_sqrt_len_tokens,east,1,0"
  })
  void shouldPoolAsTheFolderSays(String mode, String text, float first, float second)
      throws IOException {
    folder.file("1_Pooling/config.json", "{\"word_embedding_dimension\":2,\"" + mode + "\":true}");

    assertThat(embedOne(text)).containsExactly(new float[] {first, second}, within(1e-3f));
  }

  @ParameterizedTest
  @CsvSource({"pooling_mode_cls_token,2", "pooling_mode_lasttoken,3"})
  void shouldPoolByTheFirstOrLastTokenThoughPaddingFollows(String mode, int token)
      throws IOException {
    float[][] vectors = {{9, 9}, {0, 0}, {0, 0}, {0, 0}, {1, 0}, {0, 1}, {-1, 0}, {1, 1}};
    vectors[token] = new float[] {3, 4};
    folder
        .model(TinyModels.tokenVectors(vectors))
        .file("1_Pooling/config.json", "{\"" + mode + "\":true}");

    try (EmbeddingModel model = open()) {
      assertThat(embed(model, "east north", "east north west north east north west north east"))
          .allSatisfy(each -> assertThat(vector(each)).containsExactly(0.6f, 0.8f));
    }
  }

  @Test
  void shouldGiveTheModelAMaskThatLeavesPaddingOut() throws IOException {
    folder.model(TinyModels.textVectors(VECTORS));
    String nine = "east ".repeat(9).strip();

    try (EmbeddingModel model = open()) {
      assertThat(model.description().preprocessing()).endsWith("/done/l2");
      assertThat(embed(model, nine + " north", nine, nine + " west"))
          .satisfies(
              all -> assertThat(vector(all.get(1))).containsExactly(1, 0),
              all -> assertThat(vector(all.get(2))).containsExactly(1, 0));
    }
  }

  @Test
  void shouldRunAModelThatMixesABatchOneTextAtATime() throws IOException {
    folder.model(TinyModels.batchDependent(VECTORS));

    try (EmbeddingModel model = open()) {
      float[] alone = vector(embed(model, "east north").get(0));
      List<ModelOutcome<Embedding>> together =
          embed(model, "west west", "east north", "north north");

      assertThat(vector(together.get(1))).containsExactly(alone, within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({"100,102,false", "254,256,false", "255,256,true", "511,256,true", "2000,256,true"})
  void shouldTruncateAtTheLimitOfSentenceTransformers(int words, int tokens, boolean truncated)
      throws IOException {
    folder
        .file("sentence_bert_config.json", "{\"max_seq_length\":256}")
        .file("tokenizer_config.json", "{\"model_max_length\":512}")
        .file("config.json", "{\"max_position_embeddings\":512}");

    try (EmbeddingModel model = open()) {
      ModelOutcome<Embedding> outcome = embed(model, "east ".repeat(words).strip()).get(0);

      assertThat(outcome.answer().orElseThrow().provenance().tokens()).isEqualTo(tokens);
      assertThat(outcome.answer().orElseThrow().provenance().truncated()).isEqualTo(truncated);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"max_position_embeddings\":514,\"model_type\":\"xlm-roberta\"} | {} | 512",
        "{\"max_position_embeddings\":128} | {\"model_max_length\":1e30} | 128",
        "{} | {\"model_max_length\":64} | 64",
        "{\"max_position_embeddings\":\"many\"} | {} | 512"
      })
  void shouldReadTheLimitFromWhateverFileHasIt(String config, String tokenizer, int expected)
      throws IOException {
    folder.file("config.json", config).file("tokenizer_config.json", tokenizer);

    assertThat(EmbeddingModels.describe(TinyFolder.NAME, folder.settings()).maximumTokens())
        .isEqualTo(expected);
  }

  @Test
  void shouldPutTheDefaultPromptBeforeEachText() throws IOException {
    folder.file(
        "config_sentence_transformers.json",
        "{\"prompts\":{\"q\":\"north \"},\"default_prompt_name\":\"q\"}");
    float half = (float) Math.sqrt(0.5);

    try (EmbeddingModel model = open()) {
      assertThat(vector(embed(model, "east").get(0)))
          .containsExactly(new float[] {half, half}, within(1e-6f));
      assertThat(model.description().preprocessing()).contains("prefix \"north \"");
    }
  }

  @Test
  void shouldGiveEachTextOfABatchItsOwnFault() {
    try (EmbeddingModel model = open()) {
      List<ModelOutcome<Embedding>> outcomes =
          embed(model, "east", "broken", "\ufffd", "unknown", "west");

      assertThat(outcomes).element(1).isEqualTo(rejected(outcomes.get(1), "not_finite"));
      assertThat(outcomes).element(2).isEqualTo(rejected(outcomes.get(2), "no_tokens"));
      assertThat(outcomes).element(3).isEqualTo(rejected(outcomes.get(3), "not_finite"));
      assertThat(vector(outcomes.get(0))).containsExactly(1, 0);
      assertThat(vector(outcomes.get(4))).containsExactly(-1, 0);
    }
  }

  private static Rejected<Embedding> rejected(ModelOutcome<Embedding> outcome, String reason) {
    Rejected<Embedding> rejected = (Rejected<Embedding>) outcome;
    assertThat(rejected.reason()).isEqualTo(reason);
    return rejected;
  }

  @Test
  void shouldHaveAnotherFingerprintWhenWeightsOrTokenizerChange() throws IOException {
    String before = EmbeddingModels.describe(TinyFolder.NAME, folder.settings()).fingerprint();
    folder.tokenizer(TinyVocabulary.of("north", "east", "west", "broken"));
    String otherTokenizer =
        EmbeddingModels.describe(TinyFolder.NAME, folder.settings()).fingerprint();
    float[][] others = VECTORS.clone();
    others[4] = new float[] {1, 0.1f};
    folder.model(TinyModels.tokenVectors(others));
    String otherWeights =
        EmbeddingModels.describe(TinyFolder.NAME, folder.settings()).fingerprint();

    assertThat(List.of(before, otherTokenizer, otherWeights)).doesNotHaveDuplicates();
  }

  @Test
  void shouldGiveABatchOf32TheVectorsOfTextsAlone() {
    List<String> texts =
        IntStream.range(0, 32)
            .mapToObj(index -> "east ".repeat(1 + index * 7 % 23) + "north ".repeat(index % 5))
            .map(String::strip)
            .toList();

    try (EmbeddingModel model = open()) {
      List<ModelOutcome<Embedding>> together = model.embed(texts).toCompletableFuture().join();

      for (int index = 0; index < texts.size(); index++) {
        assertThat(vector(together.get(index)))
            .containsExactly(vector(embed(model, texts.get(index)).get(0)), within(1e-5f));
      }
    }
  }

  @Test
  void shouldTakeAnAbsoluteFolderToo() {
    try (EmbeddingModel model = EmbeddingModels.open("file:" + folder.path(), folder.settings())) {
      assertThat(vector(embed(model, "east").get(0))).containsExactly(1, 0);
    }
  }
}
