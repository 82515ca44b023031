package io.millrace.topology.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to tasks that are computed here: never on the caller's thread, and once for inputs that
 * are equal, in flight or in the cache (invariant 2). Threadsafe.
 */
public final class TaskAnswers implements AutoCloseable {
  /** The reason of a failure that is a fault of the task's own code. */
  public static final String TASK_FAILED = "task_failed";

  private static final Logger LOG = LoggerFactory.getLogger(TaskAnswers.class);
  private static final RetryLater<TaskValue> CLOSED = new RetryLater<>("closed", Duration.ZERO);

  private final TaskExecutor threads;
  private final TaskMetrics metrics;
  private final Cache<Key, Answered<TaskValue>> cache;
  // Guarded by itself.
  private final Map<Key, CompletableFuture<ModelOutcome<TaskValue>>> running = new HashMap<>();

  /** What an answer depends on, without the text. */
  private record Key(String version, String identity) {
    static Key of(ComputedTask task, TaskInput input) {
      return new Key(task.definition().version(), TaskVersions.sha256(task.identity(input)));
    }
  }

  /**
   * @param threads where tasks compute; closed with this
   * @param cacheBytes that the cache of answers may hold, 0 for no cache
   */
  public TaskAnswers(TaskExecutor threads, TaskMetrics metrics, long cacheBytes) {
    this.threads = threads;
    this.metrics = metrics;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((Key key, Answered<TaskValue> answer) -> bytesOf(answer.value()))
            .executor(Runnable::run)
            .build();
  }

  private static int bytesOf(TaskValue value) {
    int overhead = 400; // key, records, strings and the cache's node, about
    return value instanceof TaskValue.Json json
        ? overhead + json.text().length() * Character.BYTES
        : overhead;
  }

  /** Asks for a task's value; never fails. */
  CompletableFuture<ModelOutcome<TaskValue>> answer(ComputedTask task, TaskInput input) {
    Key key = Key.of(task, input);
    String column = task.definition().column();
    CompletableFuture<ModelOutcome<TaskValue>> outcome = new CompletableFuture<>();
    synchronized (running) {
      CompletableFuture<ModelOutcome<TaskValue>> shared = running.get(key);
      if (shared != null) {
        metrics.answerShared(column);
        return shared.copy();
      }
      Answered<TaskValue> known = cache.getIfPresent(key);
      if (known != null) {
        metrics.answerRemembered(column);
        return CompletableFuture.completedFuture(known);
      }
      running.put(key, outcome);
    }
    start(task, input, key);
    return outcome.copy();
  }

  /** Has the task compute again the next time, whatever it answered to an equal input before. */
  void forget(ComputedTask task, TaskInput input) {
    cache.invalidate(Key.of(task, input));
  }

  private void start(ComputedTask task, TaskInput input, Key key) {
    try {
      threads.execute(input.priority(), () -> compute(task, input, key));
    } catch (RejectedExecutionException e) {
      settle(key, CLOSED);
    }
  }

  private void compute(ComputedTask task, TaskInput input, Key key) {
    CompletableFuture<ModelOutcome<TaskValue>> computed;
    try {
      computed = task.run(input).toCompletableFuture();
    } catch (RuntimeException | Error e) { // nobody may be left waiting for ever
      computed = CompletableFuture.failedFuture(e);
    }
    var unused =
        computed.whenComplete(
            (outcome, failure) -> settle(key, outcome == null ? failed(task, failure) : outcome));
  }

  /** A fault of the code answers the same text in the same way each time: it is not tried again. */
  private ModelOutcome<TaskValue> failed(ComputedTask task, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String name = cause == null ? "no outcome" : cause.getClass().getName();
    StackTraceElement[] trace = cause == null ? new StackTraceElement[0] : cause.getStackTrace();
    // Without the exception's message, which may quote the text (invariant 9).
    LOG.error(
        "Task {} failed: {} at {}",
        task.definition().column(),
        name,
        trace.length == 0 ? "an unknown place" : trace[0]);
    metrics.taskFailed(task.definition().column(), TASK_FAILED);
    return new Rejected<>(TASK_FAILED, "The task's own code failed: " + name + ".");
  }

  private void settle(Key key, ModelOutcome<TaskValue> outcome) {
    CompletableFuture<ModelOutcome<TaskValue>> waiting;
    synchronized (running) {
      // Into the cache before out of the table, so that no equal input falls between.
      if (outcome instanceof Answered<TaskValue> answered) {
        cache.put(key, answered);
      }
      waiting = running.remove(key);
    }
    if (waiting != null) {
      waiting.complete(outcome);
    }
  }

  /** Answers what is under way with {@link RetryLater} and stops the threads. */
  @Override
  public void close() {
    threads.close();
    List<Key> abandoned;
    synchronized (running) {
      abandoned = List.copyOf(running.keySet());
    }
    abandoned.forEach(key -> settle(key, CLOSED));
  }
}
