package io.millrace.inference;

import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one way to a model that all threads of a process share: equal texts share a call, repeats
 * come from a cache, and the rest goes to the model in batches, fresh before backlog.
 *
 * <p>Threadsafe. {@link #embed} never blocks on the model; nothing waits for a batch to fill: what
 * is there when the model is free goes. A future never fails: a fault is an {@link
 * ModelOutcome<Embedding>}. Futures complete on the service's thread or the model's, so what
 * depends on them must not block. The number of waiting texts is bounded by the callers only.
 */
public final class EmbeddingService implements AutoCloseable {
  private static final String ANY_TASK = "embed";
  private static final RetryLater<Embedding> CLOSED = new RetryLater<>("closed", Duration.ZERO);

  private final EmbeddingModel model;
  private final EmbeddingServiceSettings settings;
  private final EmbeddingMetrics metrics;
  private final String fingerprint;
  private final ModelRequests requests;
  private final VectorCache cache;
  private final Thread worker = new Thread(this::serve, "millrace-embedding");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All below is guarded by the lock.
  private final PendingTexts pending = new PendingTexts();
  private final Map<TextKey, PendingText> unanswered = new HashMap<>();
  private int runningBatches;
  private boolean closed;

  /** Serves a model, which it closes when it is closed itself. */
  public EmbeddingService(
      EmbeddingModel model, EmbeddingServiceSettings settings, EmbeddingMetrics metrics) {
    this.model = model;
    this.settings = settings;
    this.metrics = metrics;
    this.fingerprint = model.description().fingerprint();
    this.requests = new ModelRequests(model, settings.retryAfter(), metrics);
    this.cache = new VectorCache(settings.cacheBytes());
    worker.setDaemon(true);
    worker.start();
  }

  /** The model behind this service. */
  public ModelDescription description() {
    return model.description();
  }

  /** Embeds a text under the task name "embed"; see {@link #embed(String, Priority, String)}. */
  public CompletableFuture<ModelOutcome<Embedding>> embed(
      String normalisedText, Priority priority) {
    return embed(normalisedText, priority, ANY_TASK);
  }

  /**
   * Embeds a text.
   *
   * @param normalisedText as {@link TextNormalizer} leaves it, never blank
   * @param priority {@link Priority#FRESH} takes an equal text of the backlog forward too
   * @param task label for metrics; the first caller of a shared text is the one that counts
   * @return of its own for each caller: to cancel it harms no other; {@link RetryLater} with reason
   *     {@code closed} after {@link #close}
   */
  public CompletableFuture<ModelOutcome<Embedding>> embed(
      String normalisedText, Priority priority, String task) {
    if (normalisedText.isBlank()) {
      throw new IllegalArgumentException("A blank text has no embedding; clear the vector instead");
    }
    TextKey key = TextKey.of(fingerprint, normalisedText);
    lock.lock();
    try {
      PendingText shared = unanswered.get(key);
      return shared == null
          ? answer(key, normalisedText, priority, task)
          : share(shared, priority, task);
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<ModelOutcome<Embedding>> share(
      PendingText shared, Priority priority, String task) {
    if (priority == Priority.FRESH) {
      pending.promote(shared.key());
    }
    metrics.sharedInFlight(task);
    return shared.outcome().copy();
  }

  private CompletableFuture<ModelOutcome<Embedding>> answer(
      TextKey key, String text, Priority priority, String task) {
    if (closed) {
      return CompletableFuture.completedFuture(CLOSED);
    }
    Answered<Embedding> known = cache.get(key);
    if (known != null) {
      metrics.cacheHit(task);
      return CompletableFuture.completedFuture(known);
    }
    PendingText added = new PendingText(key, text, task);
    unanswered.put(key, added);
    pending.add(added, priority);
    changed.signalAll();
    return added.outcome().copy();
  }

  /** Texts that wait for the model; those in a batch under way are not among them. */
  public int waiting() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    List<PendingText> batch = nextBatch();
    while (!batch.isEmpty()) {
      List<PendingText> sent = batch;
      requests.send(sent, outcomes -> settle(sent, outcomes));
      batch = nextBatch();
    }
  }

  /** Waits for texts and a free model; empty once closed. */
  private List<PendingText> nextBatch() {
    lock.lock();
    try {
      while (!closed && (pending.isEmpty() || runningBatches == settings.concurrentBatches())) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return List.of();
      }
      runningBatches++;
      return pending.take(settings.maximumBatch(), settings.maximumBatchCharacters());
    } finally {
      lock.unlock();
    }
  }

  private void settle(List<PendingText> batch, List<ModelOutcome<Embedding>> outcomes) {
    try {
      remember(batch, outcomes);
      for (int index = 0; index < batch.size(); index++) {
        batch.get(index).outcome().complete(outcomes.get(index));
      }
    } finally {
      finishBatch();
    }
  }

  private void remember(List<PendingText> batch, List<ModelOutcome<Embedding>> outcomes) {
    lock.lock();
    try {
      for (int index = 0; index < batch.size(); index++) {
        // Into the cache before out of the table, so that no equal text falls between.
        if (outcomes.get(index) instanceof Answered<Embedding> embedded) {
          cache.put(batch.get(index).key(), embedded);
        }
        unanswered.remove(batch.get(index).key());
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
    List<PendingText> abandoned = stopTaking();
    abandoned.forEach(text -> text.outcome().complete(CLOSED));
    awaitRunning();
    overdue().forEach(text -> text.outcome().complete(CLOSED));
    model.close();
  }

  private List<PendingText> stopTaking() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      List<PendingText> abandoned = pending.drain();
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

  private List<PendingText> overdue() {
    lock.lock();
    try {
      return List.copyOf(unanswered.values());
    } finally {
      lock.unlock();
    }
  }
}
