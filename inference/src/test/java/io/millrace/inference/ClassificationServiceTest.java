package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClassificationServiceTest {
  private static final ModelDescription DESCRIPTION =
      new ModelDescription("a/model", "1", 0, 512, "none");

  private final CountDownLatch open = new CountDownLatch(1);
  private final List<List<String>> requests = new CopyOnWriteArrayList<>();
  private final RecordingMetrics metrics = new RecordingMetrics();
  private final ClassificationService service = service(AnswerStore.none());

  private ClassificationService service(AnswerStore<Classification> store) {
    return new ClassificationService(
        new Blocking(), ModelServiceSettings.defaults(), metrics, store);
  }

  /** Answers once it is opened, and not at all for "limited". */
  private final class Blocking implements ClassificationModel {
    @Override
    public ModelDescription description() {
      return DESCRIPTION;
    }

    @Override
    public CompletionStage<List<ModelOutcome<Classification>>> classify(
        List<String> texts, LabelChoice labels) {
      requests.add(texts);
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return CompletableFuture.completedFuture(
          texts.stream().map(text -> outcome(text, labels)).toList());
    }

    private ModelOutcome<Classification> outcome(String text, LabelChoice labels) {
      return text.equals("limited")
          ? RetryLater.notAsked("provider_limited", Duration.ofSeconds(3))
          : answer(labels.labels().get(0).name());
    }

    @Override
    public void close() {}
  }

  private static Answered<Classification> answer(String label) {
    return new Answered<>(
        new Classification(List.of(new LabelScore(label, 1))),
        Provenance.of(DESCRIPTION, 3, false));
  }

  private static LabelChoice labels(String first) {
    return new LabelChoice(
        List.of(new ChoiceLabel(first, "", List.of()), new ChoiceLabel("other", "", List.of())),
        false);
  }

  @Test
  void shouldAskOneQuestionInARequest() {
    CompletableFuture<?> busy = service.classify("busy", labels("x"), Priority.FRESH, "t");
    List<CompletableFuture<ModelOutcome<Classification>>> answers =
        List.of(
            service.classify("one", labels("a"), Priority.FRESH, "t"),
            service.classify("one", labels("b"), Priority.FRESH, "t"),
            service.classify("two", labels("a"), Priority.FRESH, "t"));
    open.countDown();

    assertThat(answers)
        .extracting(future -> future.join().answer().orElseThrow().value().scores().get(0).label())
        .containsExactly("a", "b", "a");
    busy.join();
    assertThat(requests.stream().mapToInt(List::size).sum()).isEqualTo(4);
    service.close();
  }

  @Test
  void shouldAskAnewAfterAChangeOfADescription() {
    open.countDown();
    LabelChoice changed =
        new LabelChoice(
            List.of(
                new ChoiceLabel("a", "said otherwise", List.of()),
                new ChoiceLabel("other", "", List.of())),
            false);

    service.classify("one", labels("a"), Priority.FRESH, "t").join();
    service.classify("one", labels("a"), Priority.FRESH, "t").join();
    service.classify("one", changed, Priority.FRESH, "t").join();

    assertThat(requests).hasSize(2);
    service.close();
  }

  @Test
  void shouldCountNoCallForWhatWasNotAsked() {
    open.countDown();

    service.classify("limited", labels("a"), Priority.FRESH, "t").join();

    assertThat(metrics.counted).containsExactly("request 1", "failed t provider_limited");
    service.close();
  }

  @Test
  void shouldAnswerFromTheStoreBeforeTheModel() {
    AnswerStore<Classification> store =
        new AnswerStore<>() {
          @Override
          public Optional<Answered<Classification>> get(TextKey key) {
            return Optional.of(answer("stored"));
          }

          @Override
          public void put(TextKey key, Answered<Classification> given) {}
        };
    try (ClassificationService stored = service(store)) {
      assertThat(stored.classify("one", labels("a"), Priority.FRESH, "t").join())
          .isEqualTo(answer("stored"));
      assertThat(requests).isEmpty();
      assertThat(metrics.counted).containsExactly("hit t");
    }
  }

  @Test
  void shouldRefuseBlankText() {
    assertThatThrownBy(() -> service.classify(" ", labels("a"), Priority.FRESH, "t"))
        .isInstanceOf(IllegalArgumentException.class);
    service.close();
  }
}
