package io.millrace.inference.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Provenance;
import io.millrace.inference.similarity.Judgement;
import io.millrace.inference.similarity.SimilarityLabel;
import io.millrace.inference.similarity.SimilarityLabels;
import io.millrace.inference.similarity.SimilarityModel;
import io.millrace.inference.similarity.SimilarityTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelVectorFileTest {
  private static final ModelDescription MODEL = model("1");
  private static final SimilarityTraining TRAINING = training("Corn and flour.");

  @TempDir Path folder;

  private final List<String> embedded = new ArrayList<>();

  @Test
  void shouldEmbedNoLabelAtTheSecondStart() {
    String first = start(TRAINING).fingerprint();
    embedded.clear();

    String second = start(TRAINING).fingerprint();

    assertThat(embedded).isEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldEmbedOnlyWhatChanged_whenALabelChanges() {
    start(TRAINING);
    embedded.clear();

    start(training("Flour and corn."));

    assertThat(embedded).containsExactly("Flour and corn.");
  }

  @Test
  void shouldGiveNoVectorOfAnotherModel() {
    file(MODEL).keep(Map.of("corn", vector(1)));

    assertThat(file(model("2")).get("corn")).isEmpty();
    assertThat(file(MODEL).get("corn"))
        .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(vector(1)));
  }

  @Test
  void shouldLearnAnew_whenTheFileIsDamaged() throws IOException {
    start(TRAINING);
    byte[] bytes = Files.readAllBytes(onlyFile());
    bytes[bytes.length / 2] ^= 1;
    Files.write(onlyFile(), bytes);
    embedded.clear();

    start(TRAINING);

    assertThat(embedded).hasSize(TRAINING.texts().size());
    assertThat(file(MODEL).get("A boat at sea.")).isPresent();
  }

  @Test
  void shouldLearnAnew_whenTheFileIsCutOrEmpty() throws IOException {
    for (int length : new int[] {0, 3, 17}) {
      start(TRAINING);
      byte[] bytes = Files.readAllBytes(onlyFile());
      Files.write(onlyFile(), java.util.Arrays.copyOf(bytes, length));

      assertThat(file(MODEL).get("A boat at sea.")).isEmpty();
    }
  }

  @Test
  void shouldKeepWhatBothKeep_whenTwoProcessesShareAFolder() throws IOException {
    LabelVectorFile one = file(MODEL);
    LabelVectorFile other = file(MODEL);

    one.keep(Map.of("corn", vector(1)));
    other.keep(Map.of("sea", vector(2)));

    LabelVectorFile later = file(MODEL);
    assertThat(later.get("corn")).isPresent();
    assertThat(later.get("sea")).isPresent();
    assertThat(onlyFile()).as("nothing else is left behind").exists();
  }

  @Test
  void shouldGoOnWithoutADisk() throws IOException {
    folder = Files.writeString(folder.resolve("no-folder"), "");

    SimilarityModel model = start(TRAINING);

    assertThat(model.description()).isEqualTo(MODEL);
  }

  private SimilarityModel start(SimilarityTraining training) {
    return SimilarityModel.train(training, MODEL, file(MODEL), this::embed, Runnable::run)
        .toCompletableFuture()
        .join();
  }

  private CompletableFuture<ModelOutcome<Embedding>> embed(String text) {
    embedded.add(text);
    return CompletableFuture.completedFuture(
        new Answered<>(new Embedding(vector(text.length())), Provenance.of(MODEL, 3, false)));
  }

  private LabelVectorFile file(ModelDescription model) {
    return LabelVectorFile.open(folder, model);
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static float[] vector(int seed) {
    return new float[] {(float) Math.sin(seed), (float) Math.cos(seed)};
  }

  private static ModelDescription model(String revision) {
    return new ModelDescription("themes", revision, 2, 100, "none");
  }

  private static SimilarityTraining training(String milling) {
    return new SimilarityTraining(
        new SimilarityLabels(
            List.of(
                new SimilarityLabel("milling", milling, List.of(), List.of()),
                new SimilarityLabel("sailing", "A boat at sea.", List.of(), List.of())),
            List.of()),
        Judgement.EACH);
  }
}
