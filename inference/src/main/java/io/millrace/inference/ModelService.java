package io.millrace.inference;

import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one way to a model that all threads of a process share: equal texts share a call, repeats
 * come from a cache, and the rest goes to the model in batches, fresh before backlog.
 *
 * <p>Threadsafe. {@link #ask} never blocks on the model or a disk; nothing waits for a batch to
 * fill: what is there when the model is free goes. A future never fails: a fault is a {@link
 * ModelOutcome}. Futures complete on the service's thread or the model's, so what depends on them
 * must not block. The number of waiting texts is bounded by the callers only.
 *
 * @param <Q> what is asked of a text; a batch asks one question
 * @param <T> what is answered
 */
final class ModelService<Q, T> implements AutoCloseable {
  private final ModelUse<Q, T> use;
  private final ModelServiceSettings settings;
  private final ModelMetrics metrics;
  private final String fingerprint;
  private final BatchLimits limits;
  private final ModelRequests<Q, T> requests;
  private final AnswerCache<T> cache;
  private final Thread worker;
  // Texts whose stored answer is not to be used the next time.
  private final Set<TextKey> forgotten = ConcurrentHashMap.newKeySet();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All below is guarded by the lock.
  private final PendingTexts<Q, T> pending = new PendingTexts<>();
  private final Map<TextKey, PendingText<Q, T>> unanswered = new HashMap<>();
  private int runningBatches;
  private boolean paused;
  private boolean closed;

  /** Serves a model, which it closes when it is closed itself. */
  ModelService(ModelUse<Q, T> use, ModelServiceSettings settings, ModelMetrics metrics) {
    this.use = use;
    this.settings = settings;
    this.metrics = metrics;
    this.fingerprint = use.model().description().fingerprint();
    this.limits = BatchLimits.of(settings, use.model().limits());
    this.requests = new ModelRequests<>(use, settings.retryAfter(), metrics);
    this.cache = new AnswerCache<>(settings.cacheBytes(), use.bytesOf());
    this.worker = new Thread(this::serve, "millrace-" + use.kind());
    worker.setDaemon(true);
    worker.start();
  }

  /**
   * Asks a question of a text.
   *
   * @param text as {@link TextNormalizer} leaves it, never blank
   * @param priority takes an equal text forward that waits for somebody else
   * @param task label for metrics; the first caller of a shared text is the one that counts
   * @return of its own for each caller: to cancel it harms no other; when all callers of a text
   *     that still waits have done so, the model is not asked
   */
  CompletableFuture<ModelOutcome<T>> ask(Q question, String text, Priority priority, String task) {
    TextKey key = TextKey.of(fingerprint + use.identity().apply(question), text);
    lock.lock();
    try {
      PendingText<Q, T> shared = unanswered.get(key);
      return shared == null
          ? answer(new PendingText<>(key, question, text, task), priority)
          : share(shared, priority, task);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes an answer that was given before, by an earlier process say, so that nobody asks again.
   */
  void remember(Q question, String text, Answered<T> answer) {
    TextKey key = TextKey.of(fingerprint + use.identity().apply(question), text);
    if (cache.get(key) == null) {
      cache.put(key, answer);
    }
  }

  /**
   * Has the next question of this text go to the model, whatever it answered before. One that is
   * under way already is shared all the same.
   */
  void forget(Q question, String text) {
    TextKey key = TextKey.of(fingerprint + use.identity().apply(question), text);
    forgotten.add(key);
    cache.remove(key);
  }

  private CompletableFuture<ModelOutcome<T>> share(
      PendingText<Q, T> shared, Priority priority, String task) {
    pending.promote(shared.key(), priority);
    metrics.sharedInFlight(task);
    return answerFor(shared);
  }

  private CompletableFuture<ModelOutcome<T>> answer(PendingText<Q, T> added, Priority priority) {
    if (closed) {
      return CompletableFuture.completedFuture(closedOutcome());
    }
    Answered<T> known = cache.get(added.key());
    if (known != null) {
      metrics.cacheHit(added.task(), CacheTier.MEMORY);
      return CompletableFuture.completedFuture(known);
    }
    unanswered.put(added.key(), added);
    pending.add(added, priority);
    changed.signalAll();
    return answerFor(added);
  }

  private CompletableFuture<ModelOutcome<T>> answerFor(PendingText<Q, T> text) {
    CompletableFuture<ModelOutcome<T>> answer = text.outcome().copy();
    text.callers().incrementAndGet();
    var unused =
        answer.whenComplete(
            (outcome, failure) -> {
              if (answer.isCancelled()) {
                leave(text);
              }
            });
    return answer;
  }

  /** A caller waits no longer; if it was the last one, the model need not be asked. */
  private void leave(PendingText<Q, T> text) {
    lock.lock();
    try {
      if (text.callers().decrementAndGet() == 0 && pending.remove(text.key())) {
        unanswered.remove(text.key());
      }
    } finally {
      lock.unlock();
    }
  }

  private static <T> RetryLater<T> closedOutcome() {
    return RetryLater.notAsked("closed", Duration.ZERO);
  }

  int waiting() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends no further batch until {@link #resume}: texts wait here, in their order. What the cache
   * knows is answered meanwhile. Closing ends a pause.
   */
  void pause() {
    setPaused(true);
  }

  /** Sends what waits, fresh before backlog; harmless where nothing is paused. */
  void resume() {
    setPaused(false);
  }

  private void setPaused(boolean isPaused) {
    lock.lock();
    try {
      paused = isPaused;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    List<PendingText<Q, T>> batch = nextBatch();
    while (!batch.isEmpty()) {
      List<PendingText<Q, T>> unknown = withoutStored(batch);
      if (unknown.isEmpty()) {
        finishBatch();
      } else {
        requests.send(unknown, outcomes -> settle(unknown, outcomes));
      }
      batch = nextBatch();
    }
  }

  /** Waits for texts and a free model; empty once closed. */
  private List<PendingText<Q, T>> nextBatch() {
    lock.lock();
    try {
      while (!closed && !canSend()) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return List.of();
      }
      runningBatches++;
      return pending.take(limits.batch(), settings.maximumBatchCharacters());
    } finally {
      lock.unlock();
    }
  }

  private boolean canSend() {
    return !paused && !pending.isEmpty() && runningBatches < limits.concurrentBatches();
  }

  /** Answers what the disk knows, here rather than on a caller's thread, which must not wait. */
  private List<PendingText<Q, T>> withoutStored(List<PendingText<Q, T>> batch) {
    List<PendingText<Q, T>> unknown = new ArrayList<>(batch.size());
    for (PendingText<Q, T> text : batch) {
      Answered<T> stored =
          forgotten.remove(text.key()) ? null : use.store().get(text.key()).orElse(null);
      if (stored == null) {
        unknown.add(text);
      } else {
        metrics.cacheHit(text.task(), CacheTier.DISK);
        remember(List.of(text), List.of(stored));
        text.outcome().complete(stored);
      }
    }
    return unknown;
  }

  private void settle(List<PendingText<Q, T>> batch, List<ModelOutcome<T>> outcomes) {
    try {
      remember(batch, outcomes);
      for (int index = 0; index < batch.size(); index++) {
        batch.get(index).outcome().complete(outcomes.get(index));
        PendingText<Q, T> text = batch.get(index);
        outcomes.get(index).answer().ifPresent(answer -> use.store().put(text.key(), answer));
      }
    } finally {
      finishBatch();
    }
  }

  private void remember(List<PendingText<Q, T>> batch, List<? extends ModelOutcome<T>> outcomes) {
    lock.lock();
    try {
      for (int index = 0; index < batch.size(); index++) {
        TextKey key = batch.get(index).key();
        // Into the cache before out of the table, so that no equal text falls between.
        outcomes.get(index).answer().ifPresent(answer -> cache.put(key, answer));
        unanswered.remove(key);
      }
    } finally {
      lock.unlock();
    }
  }

  private void finishBatch() {
    lock.lock();
    try {
      runningBatches--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Answers what waits with {@link RetryLater}, waits for requests under way as long as the
   * settings say, answers those that are left likewise, and closes the model. Closing twice is
   * harmless. Not to be called by what depends on a future of this service: it would wait for
   * itself.
   */
  @Override
  public void close() {
    List<PendingText<Q, T>> abandoned = stopTaking();
    abandoned.forEach(text -> text.outcome().complete(closedOutcome()));
    awaitRunning();
    overdue().forEach(text -> text.outcome().complete(closedOutcome()));
    use.model().close();
  }

  private List<PendingText<Q, T>> stopTaking() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      List<PendingText<Q, T>> abandoned = pending.drain();
      abandoned.forEach(text -> unanswered.remove(text.key()));
      return abandoned;
    } finally {
      lock.unlock();
    }
  }

  private void awaitRunning() {
    lock.lock();
    try {
      long left = settings.closeTimeout().toNanos();
      while (runningBatches > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private List<PendingText<Q, T>> overdue() {
    lock.lock();
    try {
      return List.copyOf(unanswered.values());
    } finally {
      lock.unlock();
    }
  }
}
