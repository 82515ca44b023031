package io.millrace.app.status;

import io.millrace.app.progress.LagTracker;
import io.millrace.app.progress.TrackedLag;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lag in the background: once a second while somebody looks, else every five seconds, so
 * that the last hour is known. One thread, however many look. Threadsafe.
 */
public final class LagSampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LagSampler.class);
  private static final Duration WATCHED = Duration.ofSeconds(1);
  private static final Duration UNWATCHED = Duration.ofSeconds(5);

  /** How long one look counts; longer than it takes a page to look again. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Supplier<LagTracker> opener;
  private final LongSupplier nanoTime;
  private final Semaphore wakeUp = new Semaphore(0);
  private final Thread thread = new Thread(this::follow, "millrace-lag-sampler");
  private volatile Consumer<TrackedLag> listener = lag -> {};
  private volatile @Nullable TrackedLag latest;
  private volatile boolean isClosed;
  private long watchedUntil = Long.MIN_VALUE;

  /**
   * @param opener called on the sampler's thread; what it gives is closed there
   */
  public LagSampler(Supplier<LagTracker> opener) {
    this(opener, System::nanoTime);
  }

  LagSampler(Supplier<LagTracker> opener, LongSupplier nanoTime) {
    this.opener = opener;
    this.nanoTime = nanoTime;
    thread.setDaemon(true);
  }

  /** Names who is told of every reading, on the sampler's thread. */
  public void tell(Consumer<TrackedLag> receiver) {
    listener = receiver;
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** The latest reading; empty: there is none yet. Whoever asks is taken to look. */
  public Optional<TrackedLag> look() {
    synchronized (this) {
      boolean wasWatched = isWatched();
      watchedUntil = nanoTime.getAsLong() + LOOK.toNanos();
      if (!wasWatched) {
        wakeUp.release();
      }
    }
    return Optional.ofNullable(latest);
  }

  /** How long to wait from one reading to the next, now. */
  synchronized Duration interval() {
    return isWatched() ? WATCHED : UNWATCHED;
  }

  private boolean isWatched() {
    return watchedUntil != Long.MIN_VALUE && watchedUntil - nanoTime.getAsLong() > 0;
  }

  private void follow() {
    try {
      pause(); // a process that starts has better things to do, unless somebody looks
      if (!isClosed) {
        sampleUntilClosed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sampleUntilClosed() throws InterruptedException {
    try (LagTracker tracker = opener.get()) {
      while (!isClosed) {
        sample(tracker);
        pause();
      }
    }
  }

  private void sample(LagTracker tracker) {
    try {
      TrackedLag lag = tracker.read();
      latest = lag;
      listener.accept(lag);
    } catch (RuntimeException e) {
      LOG.debug("the lag cannot be read", e); // the page says how old its numbers are
    }
  }

  private void pause() throws InterruptedException {
    if (!isClosed && wakeUp.tryAcquire(interval().toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUp.drainPermits();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    wakeUp.release();
    try {
      thread.join(UNWATCHED.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
