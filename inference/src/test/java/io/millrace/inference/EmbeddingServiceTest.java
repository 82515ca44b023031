package io.millrace.inference;

import static io.millrace.inference.Priority.BACKLOG;
import static io.millrace.inference.Priority.FRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EmbeddingServiceTest {
  private static final Duration RETRY_AFTER = Duration.ofMillis(1_500);

  private final FakeEmbeddingModel model = new FakeEmbeddingModel();
  private final RecordingMetrics metrics = new RecordingMetrics();
  private final EmbeddingService service = serviceWithCache(100_000);

  private EmbeddingService serviceWithCache(long cacheBytes) {
    return new EmbeddingService(
        model,
        new ModelServiceSettings(32, 1_000, 1, cacheBytes, RETRY_AFTER, Duration.ofMillis(50)),
        metrics);
  }

  @AfterEach
  void close() {
    service.close();
  }

  /** Keeps the model busy with one text, so that what follows has to wait. */
  private CompletableFuture<List<ModelOutcome<Embedding>>> occupyModel() {
    int before = model.requests.size();
    CompletableFuture<List<ModelOutcome<Embedding>>> answer = model.holdNextRequest();
    CompletableFuture<ModelOutcome<Embedding>> unused = service.embed("busy", FRESH);
    await().until(() -> model.requests.size() == before + 1);
    return answer;
  }

  private List<CompletableFuture<ModelOutcome<Embedding>>> embedAll(
      String prefix, int count, Priority priority) {
    return IntStream.range(0, count)
        .mapToObj(index -> service.embed(prefix + index, priority))
        .toList();
  }

  @Test
  void shouldAnswerEachTextWithItsOwnOutcome() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();
    List<CompletableFuture<ModelOutcome<Embedding>>> answers = embedAll("text", 5, FRESH);

    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    List<ModelOutcome<Embedding>> outcomes = new ArrayList<>();
    answers.forEach(answer -> outcomes.add(answer.join()));
    assertThat(outcomes).isEqualTo(FakeEmbeddingModel.vectorsFor(5));
    assertThat(model.requests.get(1)).containsExactly("text0", "text1", "text2", "text3", "text4");
  }

  @Test
  void shouldAskTheModelNothing_whilePaused() {
    service.embed("known", FRESH).join();
    service.pause();
    CompletableFuture<ModelOutcome<Embedding>> waiting = service.embed("new", FRESH);

    service.embed("known", FRESH).join();

    assertThat(service.waiting()).isEqualTo(1);
    assertThat(waiting).isNotDone();
    assertThat(model.requests).hasSize(1);
  }

  @Test
  void shouldNotAskTheModel_whenNobodyWaitsForTheTextAnyMore_invariant2() {
    service.pause();
    CompletableFuture<ModelOutcome<Embedding>> gone = service.embed("gone", FRESH);
    CompletableFuture<ModelOutcome<Embedding>> kept = service.embed("kept", FRESH);
    gone.cancel(false);

    service.resume();

    kept.join();
    assertThat(model.requests).containsExactly(List.of("kept"));
  }

  @Test
  void shouldAskTheModel_whenAnotherCallerStillWaitsForTheText() {
    service.pause();
    CompletableFuture<ModelOutcome<Embedding>> first = service.embed("text", FRESH);
    CompletableFuture<ModelOutcome<Embedding>> second = service.embed("text", FRESH);
    first.cancel(false);

    service.resume();

    assertThat(second.join()).isInstanceOf(Answered.class);
    assertThat(model.requests).containsExactly(List.of("text"));
  }

  @Test
  void shouldAskTheModel_whenATextComesAgainAfterAllCallersLeft() {
    service.pause();
    service.embed("text", FRESH).cancel(false);
    CompletableFuture<ModelOutcome<Embedding>> again = service.embed("text", FRESH);

    service.resume();

    assertThat(again.join()).isInstanceOf(Answered.class);
    assertThat(model.requests).containsExactly(List.of("text"));
  }

  @Test
  void shouldFinishTheBatchUnderWay_whenPaused() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();
    CompletableFuture<ModelOutcome<Embedding>> underWay = service.embed("busy", FRESH);
    service.pause();

    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    assertThat(underWay.join()).isInstanceOf(Answered.class);
    assertThat(model.requests).hasSize(1);
  }

  @Test
  void shouldServeFreshFirst_whenResumed_invariant7() {
    service.pause();
    List<CompletableFuture<ModelOutcome<Embedding>>> old = embedAll("old", 2, BACKLOG);
    List<CompletableFuture<ModelOutcome<Embedding>>> edits = embedAll("edit", 2, FRESH);

    service.resume();

    old.forEach(CompletableFuture::join);
    edits.forEach(CompletableFuture::join);
    assertThat(model.requests.stream().flatMap(List::stream))
        .containsExactly("edit0", "edit1", "old0", "old1");
  }

  @Test
  void shouldAnswerWhatWaits_whenClosedWhilePaused() {
    service.pause();
    CompletableFuture<ModelOutcome<Embedding>> waiting = service.embed("new", FRESH);

    service.close();

    assertThat(waiting.join()).isInstanceOf(RetryLater.class);
  }

  @Test
  void shouldCallTheModelOnItsOwnDaemonThread() {
    service.embed("text", FRESH).join();

    assertThat(model.threads)
        .singleElement()
        .isNotSameAs(Thread.currentThread())
        .matches(Thread::isDaemon);
  }

  @Test
  void shouldShareOneCallAmongEqualTextsInFlight() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();

    CompletableFuture<ModelOutcome<Embedding>> first = service.embed("same", FRESH, "a");
    CompletableFuture<ModelOutcome<Embedding>> second = service.embed("same", FRESH, "b");
    first.cancel(true);
    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    assertThat(second.join()).isEqualTo(FakeEmbeddingModel.vectorOf(0));
    assertThat(model.requests).containsExactly(List.of("busy"), List.of("same"));
    assertThat(metrics.counted).contains("shared b", "call a").doesNotContain("call b");
  }

  @Test
  void shouldShareTheCallThatIsAlreadyRunning() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();

    CompletableFuture<ModelOutcome<Embedding>> again = service.embed("busy", FRESH);
    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    assertThat(again.join()).isEqualTo(FakeEmbeddingModel.vectorOf(0));
    assertThat(model.requests).containsExactly(List.of("busy"));
  }

  @Test
  void shouldAnswerRepeatsFromTheCache() {
    ModelOutcome<Embedding> first = service.embed("text", FRESH, "a").join();

    ModelOutcome<Embedding> second = service.embed("text", BACKLOG, "b").join();

    assertThat(second).isSameAs(first);
    assertThat(metrics.counted).containsExactly("request 1", "call a", "hit b");
  }

  @Test
  void shouldAskAgainWithoutCache() {
    try (EmbeddingService uncached = serviceWithCache(0)) {
      uncached.embed("text", FRESH).join();
      uncached.embed("text", FRESH).join();

      assertThat(model.requests).hasSize(2);
    }
  }

  @Test
  void shouldServeFreshBeforeBacklogAndKeepAShareForBacklog() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();
    embedAll("old", 40, BACKLOG);
    embedAll("new", 40, FRESH);

    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    await().until(() -> model.requests.size() == 4);
    List<String> first = model.requests.get(1);
    assertThat(first)
        .hasSize(32)
        .startsWith("new0", "new1")
        .endsWith("old0", "old1", "old2", "old3");
    assertThat(model.requests.get(2)).startsWith("new28").contains("new39", "old4").hasSize(32);
  }

  @Test
  void shouldTakeABacklogTextForwardWhenSomebodyEditsItsEqual() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();
    embedAll("old", 40, BACKLOG);
    CompletableFuture<ModelOutcome<Embedding>> edited = service.embed("old39", FRESH);

    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    assertThat(edited.join()).isEqualTo(FakeEmbeddingModel.vectorOf(0));
    assertThat(model.requests.get(1)).startsWith("old39", "old0").hasSize(32);
  }

  /** A row that is edited again asks anew, and keeps the place of the edit before. */
  @Test
  void shouldServeFirstWhatHasWaitedLongest_invariant7() {
    service.pause();
    List<CompletableFuture<ModelOutcome<Embedding>>> answers =
        List.of(
            service.embed("an edit", Priority.fresh(2_000)),
            service.embed("another edit of that moment", Priority.fresh(2_000)),
            service.embed("of a row that has waited longer", Priority.fresh(1_000)));

    service.resume();

    answers.forEach(CompletableFuture::join);
    assertThat(model.requests)
        .containsExactly(
            List.of("of a row that has waited longer", "an edit", "another edit of that moment"));
  }

  @Test
  void shouldTakeATextForward_whenARowThatHasWaitedLongerAsksForIt_invariant7() {
    service.pause();
    List<CompletableFuture<ModelOutcome<Embedding>>> answers =
        List.of(
            service.embed("an edit", Priority.fresh(2_000)),
            service.embed("of two rows", Priority.fresh(3_000)),
            service.embed("of two rows", Priority.fresh(1_000)));

    service.resume();

    answers.forEach(CompletableFuture::join);
    assertThat(model.requests).containsExactly(List.of("of two rows", "an edit"));
  }

  @Test
  void shouldBoundTheCharactersOfABatch() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();
    CompletableFuture<ModelOutcome<Embedding>> huge = service.embed("h".repeat(5_000), FRESH);
    CompletableFuture<ModelOutcome<Embedding>> large = service.embed("l".repeat(600), FRESH);
    CompletableFuture<ModelOutcome<Embedding>> next = service.embed("n".repeat(600), FRESH);

    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    CompletableFuture.allOf(huge, large, next).join();
    assertThat(model.requests).extracting(List::size).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldTurnAFailedRequestIntoRetryLater() {
    model.holdNextRequest().completeExceptionally(new IllegalStateException("down"));

    ModelOutcome<Embedding> outcome = service.embed("text", FRESH, "a").join();

    assertThat(outcome).isEqualTo(new RetryLater<>("model_failed", RETRY_AFTER));
    assertThat(metrics.counted).containsExactly("request 1", "call a", "failed a model_failed");
  }

  @Test
  void shouldTurnAThrownErrorIntoRetryLaterAndGoOn() {
    EmbeddingModel throwing =
        new EmbeddingModel() {
          @Override
          public ModelDescription description() {
            return model.description();
          }

          @Override
          public CompletableFuture<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
            throw new OutOfMemoryError("in the model");
          }

          @Override
          public void close() {}
        };
    try (EmbeddingService failing =
        new EmbeddingService(throwing, ModelServiceSettings.defaults(), metrics)) {
      assertThat(failing.embed("first", FRESH).join()).isInstanceOf(RetryLater.class);
      assertThat(failing.embed("second", FRESH).join()).isInstanceOf(RetryLater.class);
    }
  }

  @Test
  void shouldNotCacheFailures() {
    model.holdNextRequest().complete(List.of(new RetryLater<>("busy", Duration.ZERO)));

    ModelOutcome<Embedding> first = service.embed("text", FRESH).join();
    ModelOutcome<Embedding> second = service.embed("text", FRESH).join();

    assertThat(first).isEqualTo(new RetryLater<>("busy", Duration.ZERO));
    assertThat(second).isEqualTo(FakeEmbeddingModel.vectorOf(0));
  }

  @Test
  void shouldDistrustAnAnswerOfAnotherCount() {
    model.holdNextRequest().complete(FakeEmbeddingModel.vectorsFor(2));

    assertThat(service.embed("text", FRESH).join())
        .isEqualTo(new RetryLater<>("wrong_count", RETRY_AFTER));
  }

  @Test
  void shouldDistrustAnAnswerWithHoles() {
    model.holdNextRequest().complete(Collections.singletonList(null));

    assertThat(service.embed("text", FRESH).join())
        .isEqualTo(new RetryLater<>("wrong_count", RETRY_AFTER));
  }

  @Test
  void shouldRejectVectorsOfOtherDimensions() {
    model
        .holdNextRequest()
        .complete(
            List.of(
                new Answered<>(
                    new Embedding(new float[] {1, 0, 0}),
                    Provenance.of(model.description(), 3, false))));

    assertThat(service.embed("text", FRESH).join())
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo("wrong_dimensions"));
  }

  @Test
  void shouldCountCallsApartFromRequests() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();
    List<CompletableFuture<ModelOutcome<Embedding>>> answers = embedAll("text", 2, FRESH);
    busy.complete(FakeEmbeddingModel.vectorsFor(1));

    answers.forEach(CompletableFuture::join);

    assertThat(metrics.counted)
        .containsExactly(
            "request 1", "call embed", "request 2", "call embed", "call embed", "truncated embed");
  }

  @Test
  void shouldRefuseBlankText() {
    assertThatThrownBy(() -> service.embed(" ", FRESH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAnswerEverythingWhenClosed() {
    CompletableFuture<List<ModelOutcome<Embedding>>> neverAnswered = occupyModel();
    CompletableFuture<ModelOutcome<Embedding>> running = service.embed("busy", FRESH);
    List<CompletableFuture<ModelOutcome<Embedding>>> waiting = embedAll("text", 40, BACKLOG);

    service.close();

    RetryLater<Embedding> closed = RetryLater.notAsked("closed", Duration.ZERO);
    assertThat(running.join()).isEqualTo(closed);
    assertThat(waiting).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(closed));
    assertThat(service.embed("late", FRESH).join()).isEqualTo(closed);
    assertThat(neverAnswered).isNotDone();
    assertThat(model.closed).isTrue();
    assertThat(service.waiting()).isZero();
  }

  @Test
  void shouldFinishTheRunningRequestBeforeItClosesTheModel() {
    CompletableFuture<List<ModelOutcome<Embedding>>> busy = occupyModel();
    CompletableFuture<ModelOutcome<Embedding>> running = service.embed("busy", FRESH);
    CompletableFuture<Boolean> openWhenAnswered = running.thenApply(outcome -> !model.closed);

    busy.complete(FakeEmbeddingModel.vectorsFor(1));
    service.close();

    assertThat(running.join()).isEqualTo(FakeEmbeddingModel.vectorOf(0));
    assertThat(openWhenAnswered.join()).isTrue();
    await().untilAsserted(() -> assertThat(model.threads.get(0).isAlive()).isFalse());
  }

  /** Of a row that was embedded by an earlier process (invariant 2). */
  @Test
  void shouldNotAskTheModel_whenItWasToldTheAnswer() {
    Answered<Embedding> known = FakeEmbeddingModel.vectorsFor(1).get(0).answer().orElseThrow();
    service.remember("a stored text", known);

    ModelOutcome<Embedding> outcome = service.embed("a stored text", FRESH).join();

    assertThat(outcome).isEqualTo(known);
    assertThat(model.requests).isEmpty();
  }

  @Test
  void shouldAskTheModel_whenItWasToldAVectorOfOtherDimensions() {
    Answered<Embedding> foreign =
        new Answered<>(
            new Embedding(new float[] {1}), Provenance.of(model.description(), 1, false));
    service.remember("a stored text", foreign);

    service.embed("a stored text", FRESH).join();

    assertThat(model.requests).hasSize(1);
  }
}
