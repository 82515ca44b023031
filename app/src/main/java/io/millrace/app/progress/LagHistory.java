package io.millrace.app.progress;

import io.millrace.app.progress.FittedLine.Point;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Readings of the last while, and what they say of the next. Holds no detail of partitions.
 * Threadsafe.
 */
public final class LagHistory {
  private final Duration kept;
  private final Duration trendOver;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * One reading.
   *
   * @param at milliseconds since 1970
   */
  public record Sample(long at, double behindSeconds, Map<String, StageSample> stages) {
    boolean isEmpty() {
      return stages.values().stream().allMatch(s -> s.seconds() == 0 && s.records() == 0);
    }
  }

  /**
   * A stage in one reading.
   *
   * @param records all that waits
   * @param held what of them was read and is held
   * @param arrived how many records have ever been written to the topics that it reads
   */
  public record StageSample(double seconds, long records, long held, long arrived, State state) {
    static StageSample of(StageLag lag) {
      long held = 0;
      long arrived = 0;
      for (PartitionLag partition : lag.detail().partitions()) {
        Long end = partition.end();
        held += end == null ? partition.backlog().records() : 0;
        arrived += end == null ? 0 : end;
      }
      return new StageSample(lag.seconds(), lag.records(), held, arrived, lag.state());
    }

    /** What waits in topics. */
    long unread() {
      return records - held;
    }
  }

  /**
   * @param kept how long readings are kept
   * @param trendOver how far back a trend looks, if there are readings; two at least
   */
  public LagHistory(Duration kept, Duration trendOver) {
    this.kept = kept;
    this.trendOver = trendOver;
  }

  /** Adds a reading that is younger than all others. */
  public synchronized void add(LagReport report) {
    Map<String, StageSample> stages =
        report.stages().stream().collect(Collectors.toMap(StageLag::stage, StageSample::of));
    samples.addLast(new Sample(report.at(), report.behindSeconds(), stages));
    while (samples.getFirst().at() < report.at() - kept.toMillis()) {
      samples.removeFirst();
    }
  }

  /** All that is kept, oldest first. */
  public synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Where a stage is going. */
  public StageTrend trend(String stage) {
    List<Sample> recent = recent();
    return StageTrend.of(
        points(recent, stage, StageSample::records), points(recent, stage, StageSample::seconds));
  }

  /** Seconds until nothing waits anywhere, if it goes on so; null: it does not shrink. */
  public @Nullable Double drainSeconds() {
    return DrainEstimate.of(recent());
  }

  /** The values of a stage; readings in which it was unknown are left out. */
  static List<Point> points(
      List<Sample> samples, String stage, ToDoubleFunction<StageSample> value) {
    List<Point> points = new ArrayList<>();
    for (Sample sample : samples) {
      StageSample of = sample.stages().get(stage);
      if (of != null && of.state() != State.UNKNOWN) {
        points.add(new Point(sample.at(), value.applyAsDouble(of)));
      }
    }
    return points;
  }

  private synchronized List<Sample> recent() {
    List<Sample> all = new ArrayList<>(samples);
    if (all.size() <= 2) {
      return all;
    }
    long from = all.get(all.size() - 1).at() - trendOver.toMillis();
    int first = all.size() - 2;
    while (first > 0 && all.get(first - 1).at() >= from) {
      first--;
    }
    return all.subList(first, all.size());
  }
}
