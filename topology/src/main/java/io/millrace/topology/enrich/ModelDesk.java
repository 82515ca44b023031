package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition's work goes out to the models and comes back.
 *
 * <p>A model's thread only adds to a queue; everything else runs on the stream thread.
 */
final class ModelDesk {
  private static final Duration RETRY_AFTER_ERROR = Duration.ofSeconds(1);

  private final Map<String, TaskRunner> runners;
  private final Map<String, List<Asked>> underWay = new HashMap<>();
  private Queue<Completion> completions = new ConcurrentLinkedQueue<>();

  /** What a model was asked that can be withdrawn. */
  private record Asked(String column, String inputHash, CompletableFuture<?> answer) {}

  ModelDesk(List<TaskRunner> runners) {
    this.runners =
        runners.stream()
            .collect(Collectors.toMap(runner -> runner.definition().column(), Function.identity()));
  }

  /** Drops answers to requests made before a restart of the task, which counts its work anew. */
  void forget() {
    completions = new ConcurrentLinkedQueue<>();
    underWay.clear();
  }

  /**
   * Hands a piece of work out.
   *
   * @param memories what was made of a row before; null: nothing
   */
  void request(WorkTable.Assignment assignment, Function<String, @Nullable RowMemory> memories) {
    WorkItem item = assignment.item();
    TaskDefinition asking = runner(item).definition();
    RowMemory memory = memories.apply(assignment.key());
    if (asking.nothing() != null) { // a task that makes no vector, but may read those of others
      KnownVectors.tell(assignment.work().getRow(), memory, asking, runners);
    }
    if (isAskedAgain(memory, item, asking)) {
      runner(item)
          .forget(new RowTexts(assignment.work().getRow()).input(asking, priority(assignment)));
    }
    CompletableFuture<ModelOutcome<TaskValue>> answer = ask(assignment).toCompletableFuture();
    if (runner(item).isWithdrawable()) {
      underWay
          .computeIfAbsent(assignment.key(), key -> new ArrayList<>())
          .add(new Asked(item.getColumn(), item.getInputHash(), answer));
    }
    Queue<Completion> destination = completions;
    var unused =
        answer.whenComplete(
            (outcome, error) ->
                destination.add(
                    new Completion(
                        assignment.key(),
                        item.getColumn(),
                        item.getInputHash(),
                        orRetry(outcome, error))));
  }

  /**
   * Withdraws what a row asks no longer, so that a model that is behind computes no texts that are
   * gone (invariant 2). What a model has begun with goes on.
   *
   * @param work the row's work now; asked for only if anything is under way
   */
  void withdraw(String key, Function<String, @Nullable RowWork> work) {
    List<Asked> asked = underWay.get(key);
    if (asked == null) {
      return;
    }
    RowWork now = work.apply(key);
    for (Asked request : asked) {
      if (now == null || Items.open(now, request.column(), request.inputHash()).isEmpty()) {
        request.answer().cancel(false);
      }
    }
  }

  /** Whether the answer is known: then somebody wants another one, and not the caches' word. */
  private static boolean isAskedAgain(
      @Nullable RowMemory memory, WorkItem item, TaskDefinition task) {
    return memory != null
        && Items.result(memory, item.getColumn())
            .filter(result -> result.getInputHash().equals(item.getInputHash()))
            .filter(result -> result.getTaskVersion().equals(task.version()))
            .isPresent();
  }

  private CompletionStage<ModelOutcome<TaskValue>> ask(WorkTable.Assignment assignment) {
    TaskRunner runner = runner(assignment.item());
    return runner.run(
        new RowTexts(assignment.work().getRow()).input(runner.definition(), priority(assignment)));
  }

  /**
   * Work that was put off is backlog, even if its model was never asked (invariant 7). What is not
   * has the same place before its model as it had among the partition's work.
   */
  private static Priority priority(WorkTable.Assignment assignment) {
    WorkItem item = assignment.item();
    boolean isUntried = item.getAttempts() == 0 && item.getNextAttemptAt() == 0;
    return isUntried && !item.getBacklog() ? Priority.fresh(assignment.turn()) : Priority.BACKLOG;
  }

  List<Completion> drain() {
    List<Completion> drained = new ArrayList<>();
    Completion next = completions.poll();
    while (next != null) {
      drained.add(next);
      endOf(next);
      next = completions.poll();
    }
    return drained;
  }

  private void endOf(Completion completion) {
    underWay.computeIfPresent(
        completion.key(),
        (key, asked) -> {
          asked.removeIf(
              request ->
                  request.column().equals(completion.column())
                      && request.inputHash().equals(completion.inputHash()));
          return asked.isEmpty() ? null : asked;
        });
  }

  /** Whether an answer is for the item as it is now; else an edit superseded it. */
  static boolean isAnsweredBy(WorkItem item, Completion completion) {
    return Items.isOpen(item, completion.column(), completion.inputHash());
  }

  WorkItem answer(WorkItem item, ModelOutcome<TaskValue> outcome, long now) {
    WorkItem.Builder answered =
        wasAsked(outcome) ? attempted(item, now) : WorkItem.newBuilder(item);
    if (outcome instanceof Answered<TaskValue> done) {
      answered.setState(WorkState.DONE).setResult(result(item, done, now));
    } else if (outcome instanceof RetryLater<TaskValue> retry) {
      answered.setNextAttemptAt(now + Math.max(1, retry.after().toMillis()));
    } else if (outcome instanceof Rejected<TaskValue>) {
      answered.setState(WorkState.FAILED);
    }
    return answered.build();
  }

  /** Work that never reached the model is no attempt. */
  private static boolean wasAsked(ModelOutcome<TaskValue> outcome) {
    return !(outcome instanceof RetryLater<TaskValue> retry) || retry.asked();
  }

  private static WorkItem.Builder attempted(WorkItem item, long now) {
    return WorkItem.newBuilder(item)
        .setAttempts(item.getAttempts() + 1)
        .setFirstAttemptAt(item.getFirstAttemptAt() == 0 ? now : item.getFirstAttemptAt());
  }

  private TaskResult result(WorkItem item, Answered<TaskValue> answer, long now) {
    Provenance provenance = answer.provenance();
    TaskResult.Builder result =
        Items.result(runner(item).definition(), item.getInputHash(), now)
            .setModel(provenance.model())
            .setTokens(provenance.tokens())
            .setTruncated(provenance.truncated())
            .setMarks(provenance.marks());
    if (answer.value() instanceof TaskValue.Vector vector) {
      result.setVector(PackedVector.pack(vector.embedding().vector()));
    } else if (answer.value() instanceof TaskValue.Json json) {
      result.setJson(json.text());
    }
    return result.build();
  }

  private TaskRunner runner(WorkItem item) {
    return requireNonNull(runners.get(item.getColumn()), "an item names a task of the plan");
  }

  private static ModelOutcome<TaskValue> orRetry(
      @Nullable ModelOutcome<TaskValue> outcome, @Nullable Throwable error) {
    if (error instanceof CancellationException) {
      return Completion.WITHDRAWN;
    }
    return outcome != null && error == null
        ? outcome
        : new RetryLater<>("model_error", RETRY_AFTER_ERROR);
  }
}
