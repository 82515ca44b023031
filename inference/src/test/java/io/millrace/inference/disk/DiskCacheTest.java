package io.millrace.inference.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.AnswerStore;
import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.Embedding;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Provenance;
import io.millrace.inference.TextKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskCacheTest {
  private static final long LARGE = 10_000_000;

  @TempDir private Path folder;

  private static Answered<Embedding> vector(double angle) {
    return new Answered<>(
        new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}),
        new Provenance("a/model", "1", 2, 7, true, List.of("fallback")));
  }

  private static TextKey key(int number) {
    return TextKey.of("model", "text " + number);
  }

  @Test
  void shouldKeepVectorsOverARestart() {
    try (DiskCache cache = DiskCache.open(folder, LARGE)) {
      cache.embeddings().put(key(1), vector(0.5));
    }

    try (DiskCache cache = DiskCache.open(folder, LARGE)) {
      assertThat(cache.embeddings().get(key(1))).contains(vector(0.5));
      assertThat(cache.embeddings().get(key(2))).isEmpty();
      assertThat(cache.classifications().get(key(1))).isEmpty();
    }
  }

  @Test
  void shouldKeepClassifications() {
    Answered<Classification> answer =
        new Answered<>(
            new Classification(List.of(new LabelScore("a", 0.25), new LabelScore("b", 0.75))),
            new Provenance("a/model", "", 0, 0, false, List.of()));
    try (DiskCache cache = DiskCache.open(folder, LARGE)) {
      cache.classifications().put(key(1), answer);

      assertThat(cache.classifications().get(key(1))).contains(answer);
    }
  }

  @Test
  void shouldStayWithinItsBoundAndKeepWhatIsUsed() {
    try (DiskCache cache = DiskCache.open(folder, 20_000)) {
      AnswerStore<Embedding> store = cache.embeddings();
      for (int number = 0; number < 1_000; number++) {
        store.put(key(number), vector(number));
        assertThat(store.get(key(0))).as("the one in use").isPresent();
      }

      long kept =
          IntStream.range(0, 1_000).filter(number -> store.get(key(number)).isPresent()).count();
      assertThat(kept).isBetween(20L, 200L);
    }
  }

  @Test
  void shouldBeginAnewWithAFileThatIsDamaged() throws IOException {
    Files.writeString(folder.resolve("answers.mv"), "no cache at all");

    try (DiskCache cache = DiskCache.open(folder, LARGE)) {
      cache.embeddings().put(key(1), vector(1));

      assertThat(cache.embeddings().get(key(1))).contains(vector(1));
    }
  }

  @Test
  void shouldSayThatAnotherHasTheFile() {
    try (DiskCache first = DiskCache.open(folder, LARGE)) {
      first.embeddings().put(key(1), vector(1));
      assertThatThrownBy(() -> DiskCache.open(folder, LARGE))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("millrace.inference.directory");
    }
  }

  /** Writes for ever, until it is killed. */
  static final class Writer {
    public static void main(String[] arguments) {
      DiskCache cache = DiskCache.open(Path.of(arguments[0]), LARGE);
      for (int number = 0; ; number++) {
        cache.embeddings().put(key(number % 20_000), vector(number % 20_000));
        if (number == 20_000) {
          System.out.println("writing");
        }
      }
    }
  }

  @Test
  void shouldAnswerWithNothingWrongAfterAKill() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(writer.inputReader().readLine()).isEqualTo("writing");
    writer.destroyForcibly();
    assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();

    try (DiskCache cache = DiskCache.open(folder, LARGE)) {
      assertThat(IntStream.range(0, 20_000))
          .allSatisfy(
              number ->
                  cache
                      .embeddings()
                      .get(key(number))
                      .ifPresent(answer -> assertThat(answer).isEqualTo(vector(number))));
    }
  }
}
