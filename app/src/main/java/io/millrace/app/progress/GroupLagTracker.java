package io.millrace.app.progress;

import io.millrace.app.progress.FittedLine.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the lag of a group again and again, and remembers the trend. Not threadsafe. */
public final class GroupLagTracker implements AutoCloseable {
  private static final Duration TREND = Duration.ofSeconds(10);

  private final GroupLagReader reader;
  private final List<GroupLag> recent = new ArrayList<>();

  /**
   * @param reader is closed with this
   */
  public GroupLagTracker(GroupLagReader reader) {
    this.reader = reader;
  }

  /** Reads the lag now. */
  public GroupLag read() {
    GroupLag lag = reader.read();
    recent.add(lag);
    while (recent.size() > 2 && recent.get(0).at() < lag.at() - TREND.toMillis()) {
      recent.remove(0);
    }
    return lag;
  }

  /** Where the group is going. */
  public StageTrend trend() {
    return StageTrend.of(
        recent.stream().map(lag -> new Point(lag.at(), lag.records())).toList(),
        recent.stream().map(lag -> new Point(lag.at(), lag.behindSeconds())).toList());
  }

  @Override
  public void close() {
    reader.close();
  }
}
