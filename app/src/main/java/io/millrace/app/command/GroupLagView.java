package io.millrace.app.command;

import io.millrace.app.progress.GroupLag;
import io.millrace.app.progress.GroupLagTracker;
import io.millrace.app.progress.StageTrend;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** The lag of one consumer group. */
final class GroupLagView implements LagView {
  private final GroupLagTracker tracker;

  /**
   * @param tracker is closed with this
   */
  GroupLagView(GroupLagTracker tracker) {
    this.tracker = tracker;
  }

  @Override
  public Reading read() {
    GroupLag lag = tracker.read();
    return new GroupReading(lag, tracker.trend());
  }

  @Override
  public void close() {
    tracker.close();
  }

  private record GroupReading(GroupLag lag, StageTrend trend) implements Reading {
    @Override
    public double behindSeconds() {
      return lag.behindSeconds();
    }

    @Override
    public boolean isEmpty() {
      return lag.isEmpty();
    }

    @Override
    public Map<String, Object> document() {
      return lag.document(trend);
    }

    @Override
    public String text(boolean hasBlocks, boolean isWatched) {
      return lag.text(trend);
    }

    @Override
    public String line() {
      return String.format(
          Locale.ROOT,
          "%s  %s behind %.1f s, %d records, %s",
          Instant.ofEpochMilli(lag.at()).truncatedTo(ChronoUnit.SECONDS),
          lag.group(),
          lag.behindSeconds(),
          lag.records(),
          trend.trend().label());
    }
  }
}
