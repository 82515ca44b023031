package io.millrace.inference.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that is closed while a call computes: what the runtime works on must not be freed. */
@Timeout(60)
class EncoderTest {
  private static final TinyVocabulary WORDS = TinyVocabulary.of("east");
  private static final float[][] VECTORS = {{9, 9}, {0, 0}, {0, 0}, {0, 0}, {1, 0}};

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayCompute = new CountDownLatch(1);

  @AfterEach
  void release() {
    mayCompute.countDown();
  }

  private static Encoder encoder(Duration closeLimit) {
    NativeLibraries.prepare(ProviderSettings.defaults());
    return new Encoder(
        "tiny",
        TextTokenizer.of(WORDS.json().getBytes(UTF_8), 16),
        OnnxSession.open(Weights.of(TinyModels.textVectors(VECTORS)), OutputKind.EMBEDDING, "tiny"),
        new Lanes(2),
        false,
        closeLimit);
  }

  /** A call that has begun, and computes once it may. */
  private CompletableFuture<List<Optional<float[]>>> call(Encoder encoder) throws Exception {
    CompletableFuture<List<Optional<float[]>>> call =
        CompletableFuture.supplyAsync(() -> encoder.use(() -> compute(encoder)));
    begun.await();
    return call;
  }

  private List<Optional<float[]>> compute(Encoder encoder) {
    begun.countDown();
    try {
      mayCompute.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    List<TokenizedText> texts =
        encoder.tokenize(List.of("east", "east east"), encoder.tokenizer()::tokenize);
    return encoder.run(texts, Pooling.DONE.reader());
  }

  private static void awaitRefusal(Encoder encoder) {
    while (!isRefused(encoder)) {
      Thread.onSpinWait();
    }
  }

  private static boolean isRefused(Encoder encoder) {
    try {
      return encoder.use(() -> false);
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void shouldWaitForTheCallThatComputesBeforeItFreesTheModel() throws Exception {
    Encoder encoder = encoder(Duration.ofSeconds(30));
    CompletableFuture<List<Optional<float[]>>> call = call(encoder);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(encoder::close);
    awaitRefusal(encoder);

    assertThat(closing).isNotDone();
    mayCompute.countDown();
    assertThat(call.join()).hasSize(2).allMatch(Optional::isPresent);
    closing.join();
  }

  @Test
  void shouldRatherNotFreeAModelThatIsUsedForTooLong() throws Exception {
    Encoder encoder = encoder(Duration.ofMillis(1));
    CompletableFuture<List<Optional<float[]>>> call = call(encoder);

    encoder.close();
    mayCompute.countDown();

    assertThat(call.join()).hasSize(2).allMatch(Optional::isPresent);
    assertThat(isRefused(encoder)).isTrue();
    encoder.close();
  }
}
