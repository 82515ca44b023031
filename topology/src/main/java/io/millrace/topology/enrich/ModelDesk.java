package io.millrace.topology.enrich;

import static java.util.Objects.requireNonNull;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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

  private final Map<String, TaskDefinition> tasks;
  private final Embedder embedder;
  private Queue<Completion> completions = new ConcurrentLinkedQueue<>();

  ModelDesk(EnrichedTable table, Embedder embedder) {
    this.tasks =
        table.tasks().stream()
            .collect(Collectors.toMap(TaskDefinition::column, Function.identity()));
    this.embedder = embedder;
  }

  /** Drops answers to requests made before a restart of the task, which counts its work anew. */
  void forget() {
    completions = new ConcurrentLinkedQueue<>();
  }

  void request(WorkTable.Assignment assignment) {
    WorkItem item = assignment.item();
    TaskDefinition task = task(item);
    String text =
        new RowTexts(assignment.work().getRow())
            .modelInput(task)
            .orElseThrow(() -> new IllegalStateException("blank text is answered without a model"));
    Queue<Completion> destination = completions;
    boolean isFresh = !assignment.work().getBacklog() && item.getAttempts() == 0;
    embedder
        .embed(text, isFresh, task.column())
        .whenComplete(
            (outcome, error) ->
                destination.add(
                    new Completion(
                        assignment.key(),
                        item.getColumn(),
                        item.getInputHash(),
                        orRetry(outcome, error))));
  }

  List<Completion> drain() {
    List<Completion> drained = new ArrayList<>();
    Completion next = completions.poll();
    while (next != null) {
      drained.add(next);
      next = completions.poll();
    }
    return drained;
  }

  /** Whether an answer is for the item as it is now; else an edit superseded it. */
  static boolean isAnsweredBy(WorkItem item, Completion completion) {
    return item.getState() == WorkState.OPEN
        && item.getColumn().equals(completion.column())
        && item.getInputHash().equals(completion.inputHash());
  }

  WorkItem answer(WorkItem item, ModelOutcome<Embedding> outcome, long now) {
    WorkItem.Builder answered =
        WorkItem.newBuilder(item)
            .setAttempts(item.getAttempts() + 1)
            .setFirstAttemptAt(item.getFirstAttemptAt() == 0 ? now : item.getFirstAttemptAt());
    if (outcome instanceof Answered<Embedding> embedded) {
      answered.setState(WorkState.DONE).setResult(result(item, embedded, now));
    } else if (outcome instanceof RetryLater<Embedding> retry) {
      answered.setNextAttemptAt(now + Math.max(1, retry.after().toMillis()));
    } else if (outcome instanceof Rejected<Embedding>) {
      answered.setState(WorkState.FAILED);
    }
    return answered.build();
  }

  private TaskResult result(WorkItem item, Answered<Embedding> embedded, long now) {
    TaskDefinition task = task(item);
    return new TaskResult(
        item.getColumn(),
        item.getInputHash(),
        task.version(),
        task.model(),
        0L,
        PackedVector.pack(embedded.value().vector()),
        null,
        embedded.provenance().truncated(),
        now);
  }

  private TaskDefinition task(WorkItem item) {
    return requireNonNull(tasks.get(item.getColumn()), "an item names a task of the plan");
  }

  private static ModelOutcome<Embedding> orRetry(
      @Nullable ModelOutcome<Embedding> outcome, @Nullable Throwable error) {
    return outcome != null && error == null
        ? outcome
        : new RetryLater<>("model_error", RETRY_AFTER_ERROR);
  }
}
