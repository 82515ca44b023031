package io.millrace.topology.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskAnswersTest {
  private static final long CACHE_BYTES = 10_000;

  private final Jobs jobs = new Jobs();
  private final RecordingTaskMetrics metrics = new RecordingTaskMetrics();
  private final TaskAnswers answers = new TaskAnswers(jobs, metrics, CACHE_BYTES);
  private final Task task = new Task("labels", "1");
  private final List<CompletableFuture<ModelOutcome<TaskValue>>> asked = new ArrayList<>();

  @Test
  void shouldComputeNothingOnTheCallersThread() {
    CompletableFuture<ModelOutcome<TaskValue>> answer = answers.answer(task, input("a"));

    assertThat(task.runs).isEmpty();
    jobs.runAll();
    assertThat(answer).isCompletedWithValue(task.answer);
  }

  @Test
  void shouldComputeOnceForEqualInputsInFlightAndLater() {
    asked.add(answers.answer(task, input("a")));
    CompletableFuture<ModelOutcome<TaskValue>> second = answers.answer(task, input("a"));
    jobs.runAll();
    CompletableFuture<ModelOutcome<TaskValue>> third = answers.answer(task, input("a"));

    assertThat(task.runs).hasSize(1);
    assertThat(second).isCompletedWithValue(task.answer);
    assertThat(third).isCompletedWithValue(task.answer);
    assertThat(metrics.events).containsExactly("shared labels", "remembered labels");
  }

  @Test
  void shouldShareNothingBetweenVersions() {
    Task other = new Task("labels", "2");
    asked.add(answers.answer(task, input("a")));
    asked.add(answers.answer(other, input("a")));
    jobs.runAll();

    assertThat(task.runs).hasSize(1);
    assertThat(other.runs).hasSize(1);
  }

  @Test
  void shouldRememberNoAttemptThatIsToBeMadeAgain() {
    task.answer = new RetryLater<>("away", Duration.ofSeconds(1));
    asked.add(answers.answer(task, input("a")));
    jobs.runAll();
    asked.add(answers.answer(task, input("a")));
    jobs.runAll();

    assertThat(task.runs).hasSize(2);
    assertThat(asked).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(task.answer));
  }

  @Test
  void shouldRefuseAnInputOnWhichTheCodeFails_andQuoteNothingOfIt() {
    task.failure = new IllegalStateException("quotes secret text");
    CompletableFuture<ModelOutcome<TaskValue>> answer = answers.answer(task, input("secret text"));
    jobs.runAll();

    assertThat(answer)
        .isCompletedWithValueMatching(
            outcome ->
                outcome instanceof Rejected<TaskValue> rejected
                    && rejected.reason().equals("task_failed")
                    && !rejected.detail().contains("secret"));
  }

  @Test
  void shouldKeepAnsweredWhatOneCallerCancels() {
    CompletableFuture<ModelOutcome<TaskValue>> cancelled = answers.answer(task, input("a"));
    CompletableFuture<ModelOutcome<TaskValue>> other = answers.answer(task, input("a"));
    cancelled.cancel(true);
    jobs.runAll();

    assertThat(other).isCompletedWithValue(task.answer);
  }

  @Test
  void shouldAskForAnotherAttempt_whenItIsClosed() {
    CompletableFuture<ModelOutcome<TaskValue>> waiting = answers.answer(task, input("a"));
    answers.close();
    CompletableFuture<ModelOutcome<TaskValue>> late = answers.answer(task, input("b"));

    assertThat(waiting).isCompletedWithValueMatching(RetryLater.class::isInstance);
    assertThat(late).isCompletedWithValueMatching(RetryLater.class::isInstance);
  }

  @Test
  void shouldServeFreshJobsBeforeBacklog() {
    List<Integer> order = new ArrayList<>();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (TaskThreads threads = new TaskThreads(1)) {
      threads.execute(Priority.FRESH, gate::join);
      threads.execute(Priority.BACKLOG, () -> order.add(1));
      threads.execute(Priority.FRESH, () -> order.add(2));
      threads.execute(Priority.FRESH, () -> order.add(3));
      threads.execute(Priority.BACKLOG, () -> end.complete(null));
      gate.complete(null);
      end.join();
    }

    assertThat(order).containsExactly(2, 3, 1);
  }

  @Test
  void shouldLetNoBacklogStarve() {
    List<Integer> order = new ArrayList<>();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (TaskThreads threads = new TaskThreads(1)) {
      threads.execute(Priority.FRESH, gate::join);
      threads.execute(Priority.BACKLOG, () -> order.add(-1));
      for (int number = 0; number < 1_000; number++) {
        int job = number;
        threads.execute(Priority.FRESH, () -> order.add(job));
      }
      threads.execute(Priority.BACKLOG, () -> end.complete(null));
      gate.complete(null);
      end.join();
    }

    assertThat(order.indexOf(-1)).isLessThanOrEqualTo(200);
  }

  private static TaskInput input(String text) {
    return new TaskInput(List.of(text), Priority.FRESH);
  }

  /** Keeps jobs until they are run. */
  private static final class Jobs implements TaskExecutor {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean isClosed;

    @Override
    public void execute(Priority priority, Runnable work) {
      if (isClosed) {
        throw new RejectedExecutionException("closed");
      }
      waiting.add(work);
    }

    void runAll() {
      List<Runnable> due = List.copyOf(waiting);
      waiting.clear();
      due.forEach(Runnable::run);
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private static final class Task implements ComputedTask {
    private final TaskDefinition definition;
    private final List<TaskInput> runs = new ArrayList<>();
    private ModelOutcome<TaskValue> answer =
        new Answered<>(new TaskValue.Json("[]"), new Provenance("m", "1", 0, 0, false, List.of()));
    private @Nullable RuntimeException failure;

    Task(String column, String version) {
      this.definition = new TaskDefinition(column, List.of("text"), version, "m", "[]");
    }

    @Override
    public TaskDefinition definition() {
      return definition;
    }

    @Override
    public String identity(TaskInput input) {
      return TaskTexts.raw(input);
    }

    @Override
    public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
      runs.add(input);
      return failure == null
          ? CompletableFuture.completedFuture(answer)
          : CompletableFuture.failedFuture(failure);
    }
  }
}
