package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of a folder is one sentence that names the folder and says what to change. */
class ExportedModelMisfitTest {
  private static final TinyVocabulary WORDS = TinyVocabulary.of("east", "north");
  private static final float[][] VECTORS = {{0, 1}, {0, 1}, {0, 1}, {0, 1}, {1, 0}, {0, 1}};

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path root;

  @SuppressWarnings("NullAway.Init")
  private TinyFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder = new TinyFolder(root).model(TinyModels.tokenVectors(VECTORS)).tokenizer(WORDS);
  }

  private void embedding() {
    EmbeddingModels.open(TinyFolder.NAME, folder.settings()).close();
  }

  private void classification() {
    new OnnxClassificationModelProvider().open(TinyFolder.NAME, folder.settings()).close();
  }

  private void entities() {
    new OnnxEntityModelProvider().open(TinyFolder.NAME, folder.settings()).close();
  }

  private void assertRefusal(Runnable opening, String... parts) {
    Throwable refusal = catchThrowable(opening::run);

    assertThat(refusal).isInstanceOf(InferenceException.class);
    assertThat(refusal).hasMessageContaining(folder.path().toString());
    assertThat(refusal.getMessage()).contains(parts).endsWith(".").doesNotContain("\n");
  }

  @Test
  void shouldNameTheFolderThatIsMissing() {
    assertThatThrownBy(() -> EmbeddingModels.open("file:absent", folder.settings()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(root.resolve("absent").toString())
        .hasMessageContaining("millrace.models.folder");
  }

  @Test
  void shouldNameTheFileThatIsMissing() throws IOException {
    Files.delete(folder.path().resolve("tokenizer.json"));
    assertRefusal(this::embedding, "holds no tokenizer.json", "save the model's fast tokenizer");

    Files.delete(folder.path().resolve("model.onnx"));
    assertRefusal(this::embedding, "holds no model.onnx", "export");
  }

  @Test
  void shouldRefuseFilesThatAreNoModelAndNoTokenizer() throws IOException {
    folder.file("tokenizer.json", "{\"model\":");
    assertRefusal(this::embedding, "tokenizer.json", "save");

    folder.model(new byte[] {1, 2, 3, 4});
    assertRefusal(this::embedding, "ONNX Runtime cannot load", "export");
  }

  @Test
  void shouldRefuseAFileThatIsNotJson() throws IOException {
    folder.file("config.json", "{\n\"id2label\": [\n");

    assertRefusal(this::embedding, "config.json is not JSON (line", "copy it anew");
  }

  @Test
  void shouldNameInputsThatItCannotGive() throws IOException {
    folder.model(
        new TinyGraph()
            .inputs("input_ids", "pixels")
            .constant("vectors", VECTORS)
            .node("Gather", List.of("vectors", "input_ids"), "last_hidden_state")
            .output("last_hidden_state", "texts", "tokens", 2)
            .bytes());

    assertRefusal(this::embedding, "[input_ids, pixels]", "attention_mask", "export");
  }

  @Test
  void shouldNameAnInputOfAnotherType() throws IOException {
    folder.model(
        new TinyGraph()
            .input("input_ids", TensorProto.DataType.INT32)
            .constant("vectors", VECTORS)
            .node("Gather", List.of("vectors", "input_ids"), "last_hidden_state")
            .output("last_hidden_state", "texts", "tokens", 2)
            .bytes());

    assertRefusal(this::embedding, "input_ids", "64-bit integers");
  }

  @Test
  void shouldSayWhichOutputsATaskNeeds() throws IOException {
    assertRefusal(this::classification, "[last_hidden_state]", "logits", "text-classification");

    folder.model(TinyModels.inference(new float[WORDS.size()]));
    assertRefusal(this::entities, "[logits]", "token-classification");
  }

  @Test
  void shouldTellAModelWithoutEntailmentFromOneWith() throws IOException {
    folder.model(TinyModels.inference(new float[WORDS.size()]));
    assertRefusal(this::classification, "no config.json with id2label");

    folder.labels("negative", "neutral", "positive");
    assertRefusal(
        this::classification, "[negative, neutral, positive]", "entailment", "contradiction");

    folder.labels("entailment", "not_entailment");
    assertRefusal(this::classification, "names 2 labels", "the model gives 3");
  }

  @Test
  void shouldTellATaggerOfNamesFromOthers() throws IOException {
    folder.model(TinyModels.tokenLabels(WORDS.size(), 2, piece -> 0)).labels("NOUN", "VERB");

    assertRefusal(this::entities, "[NOUN, VERB]", "B-PER");
  }

  @Test
  void shouldRefuseLabelsWhoseKeysAreNoNumbers() throws IOException {
    folder
        .model(TinyModels.inference(new float[WORDS.size()]))
        .file("config.json", "{\"id2label\":{\"first\":\"entailment\"}}");

    assertRefusal(this::classification, "\"first\"", "whole numbers");
  }

  @Test
  void shouldRefusePoolingsAndLayersThatItDoesNotDo() throws IOException {
    folder.file(
        "1_Pooling/config.json",
        "{\"pooling_mode_cls_token\":true,\"pooling_mode_weightedmean_tokens\":true}");
    assertRefusal(
        this::embedding,
        "pooling_mode_cls_token and pooling_mode_weightedmean_tokens",
        "sentence_embedding");

    folder.file("modules.json", "[{\"type\":\"sentence_transformers.models.Dense\"}]");
    assertRefusal(this::embedding, "dense layer", "sentence_embedding");
  }

  @Test
  void shouldRefuseATokenizerOfMoreWordsThanTheModelKnows() throws IOException {
    folder.model(TinyModels.tokenVectors(new float[][] {{1, 0}}));

    assertRefusal(this::embedding, "tokens of its tokenizer", "from one export");
  }

  @Test
  void shouldRefuseATokenizerThatOnlySometimesExceedsTheModel() throws IOException {
    folder.tokenizer(TinyVocabulary.of("east", "north", "south"));

    assertRefusal(this::embedding, "tokens of its tokenizer", "from one export");
  }

  @Test
  void shouldRefuseDimensionsThatTheFolderDenies() throws IOException {
    folder.file(
        "1_Pooling/config.json",
        "{\"word_embedding_dimension\":384,\"pooling_mode_mean_tokens\":true}");

    assertRefusal(this::embedding, "states 384 dimensions", "gives 2 dimensions");
  }
}
