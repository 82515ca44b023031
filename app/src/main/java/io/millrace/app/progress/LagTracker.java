package io.millrace.app.progress;

import java.time.Duration;

/** Reads the lag again and again, and remembers. Not threadsafe; its history is. */
public final class LagTracker implements AutoCloseable {
  /** How far back trends look: long enough to tell them from chance, short enough to be of now. */
  private static final Duration TREND = Duration.ofSeconds(10);

  private final LagReader reader;
  private final LagHistory history;

  /**
   * @param reader is closed with this
   * @param kept how long readings are remembered
   */
  public LagTracker(LagReader reader, Duration kept) {
    this.reader = reader;
    this.history = new LagHistory(kept, TREND);
  }

  /** Reads the lag now. */
  public TrackedLag read() {
    LagReport report = reader.read();
    history.add(report);
    return TrackedLag.of(report, history);
  }

  /** All readings that are remembered. */
  public LagHistory history() {
    return history;
  }

  @Override
  public void close() {
    reader.close();
  }
}
