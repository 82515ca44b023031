package io.millrace.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.ModelServiceSettings;
import io.millrace.inference.Priority;
import io.millrace.inference.ProviderHealth.State;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that is gone, limits, or wants money, behind the service that the pipeline uses. */
@Timeout(120)
class OutageTest {
  private final RemoteTestBed bed = new RemoteTestBed();
  private final AtomicLong calls = new AtomicLong();

  @AfterEach
  void stop() {
    bed.close();
  }

  private EmbeddingService service(String provider) {
    EmbeddingModel model = bed.embedding(provider);
    return new EmbeddingService(
        model,
        ModelServiceSettings.defaults(),
        new ModelMetrics() {
          @Override
          public void modelCall(String task) {
            calls.incrementAndGet();
          }
        });
  }

  private static List<ModelOutcome<Embedding>> embedAll(EmbeddingService service, int count) {
    List<CompletableFuture<ModelOutcome<Embedding>>> futures =
        RemoteTestBed.texts(count).stream()
            .map(text -> service.embed(text, Priority.FRESH))
            .toList();
    return futures.stream().map(CompletableFuture::join).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hugging-face", "tei", "openai"})
  void shouldAskADeadProviderFewTimesHoweverManyTextsWait(String provider) {
    try (EmbeddingService service = service(provider)) {
      bed.server.fail(ServerFault.of(Kind.OUTAGE));
      long before = bed.server.requests();

      for (int round = 0; round < 5; round++) {
        assertThat(embedAll(service, 500)).allMatch(RetryLater.class::isInstance);
      }

      assertThat(service.health().state()).isEqualTo(State.DOWN);
      assertThat(bed.server.requests() - before).isBetween(5L, 8L);
      assertThat(calls.get()).as("inputs that went out").isLessThanOrEqualTo(8 * 32);
    }
  }

  @Test
  void shouldAnswerEachTextOnceAfterTheOutage() {
    try (EmbeddingService service = service("tei")) {
      bed.server.fail(ServerFault.of(Kind.OUTAGE));
      RemoteTestBed.texts(3).forEach(text -> service.embed(text, Priority.FRESH).join());
      bed.server.recover();
      long before = bed.server.answeredInputs();

      assertThat(embedAll(service, 100)).allMatch(Answered.class::isInstance);
      assertThat(embedAll(service, 100)).allMatch(Answered.class::isInstance);

      assertThat(bed.server.answeredInputs() - before).isEqualTo(100);
    }
  }

  @Test
  void shouldKeepToTheRateThatTheProviderPermits() {
    try (EmbeddingService service = service("tei")) {
      bed.server.permit(40);
      long started = System.nanoTime();
      long before = bed.server.inputs();
      int answered = 0;
      for (int round = 0; answered < 200; round++) {
        List<ModelOutcome<Embedding>> outcomes = embedAll(service, 200);
        answered = (int) outcomes.stream().filter(Answered.class::isInstance).count();
        assertThat(round).as("rounds").isLessThan(200);
      }
      double seconds = (System.nanoTime() - started) / 1e9;

      System.out.printf(
          "200 inputs at 40/s permitted: %.1f s, %d inputs sent in all%n",
          seconds, bed.server.inputs() - before);
      assertThat(bed.server.inputs() - before).as("inputs sent").isLessThan(200 + 200);
      assertThat(service.health().state()).isEqualTo(State.LIMITED);
    }
  }

  /**
   * A provider that computes 128 inputs, the four batches that go out together, in 6.4 s, when each
   * request may take 2 s: with full batches it would answer nothing in time, ever.
   */
  @Test
  void shouldSendSmallerBatches_whenAnswersOfFullOnesComeTooLate() {
    bed.with("millrace.embedding.timeout.ms", "2000");
    bed.with("millrace.provider.down.retry.ms", "200");
    try (EmbeddingService service = service("tei")) {
      bed.server.slowDown(Duration.ofMillis(50));
      askUntilAllAreAnswered(service, 100);

      long before = bed.server.inputs();
      askUntilAllAreAnswered(service, 200);
      assertThat(bed.server.inputs() - before).as("inputs sent for 100 new texts").isLessThan(150);
    }
  }

  private static void askUntilAllAreAnswered(EmbeddingService service, int count) {
    int rounds = 0;
    while (!embedAll(service, count).stream().allMatch(Answered.class::isInstance)) {
      assertThat(rounds++).as("rounds").isLessThan(100_000);
    }
  }
}
