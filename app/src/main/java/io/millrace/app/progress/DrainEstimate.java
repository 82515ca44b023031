package io.millrace.app.progress;

import io.millrace.app.progress.FittedLine.Point;
import io.millrace.app.progress.LagHistory.Sample;
import io.millrace.app.progress.LagHistory.StageSample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When nothing will wait any more.
 *
 * <p>A row moves from the change topics to the rows topics to the work table, so these three are
 * one backlog of rows: while it is taken in, the work table grows, and says nothing about the end.
 * Scores and writes are others: one row causes many of them.
 */
final class DrainEstimate {
  /** Stages that are one backlog. */
  private static final List<List<String>> BACKLOGS =
      List.of(
          List.of("slot"),
          List.of("capture"),
          List.of("rows", "work", "model"),
          List.of("score"),
          List.of("sink"));

  /** A backlog that is smaller than this part of the largest does not decide when all is done. */
  private static final double MATTERS = 0.1;

  private DrainEstimate() {}

  /**
   * Seconds until the slowest backlog is drained, if all goes on as in these readings.
   *
   * @param recent oldest first
   * @return null: one of them does not shrink; 0: nothing waits
   */
  static @Nullable Double of(List<Sample> recent) {
    if (recent.isEmpty() || recent.get(recent.size() - 1).isEmpty()) {
      return 0.0;
    }
    List<List<Point>> records = BACKLOGS.stream().map(names -> records(recent, names)).toList();
    double largest = records.stream().mapToDouble(DrainEstimate::latest).max().orElse(0);
    double longest = 0;
    for (int index = 0; index < BACKLOGS.size(); index++) {
      if (latest(records.get(index)) >= MATTERS * largest) {
        Double drain =
            StageTrend.of(records.get(index), seconds(recent, BACKLOGS.get(index))).drainSeconds();
        if (drain == null) {
          return null;
        }
        longest = Math.max(longest, drain);
      }
    }
    return longest;
  }

  private static double latest(List<Point> points) {
    return points.isEmpty() ? 0 : points.get(points.size() - 1).value();
  }

  private static List<Point> records(List<Sample> recent, List<String> names) {
    List<Point> sums = new ArrayList<>();
    for (Sample sample : recent) {
      double sum =
          names.stream()
              .map(name -> LagHistory.points(List.of(sample), name, StageSample::records))
              .mapToDouble(DrainEstimate::latest)
              .sum();
      sums.add(new Point(sample.at(), sum));
    }
    return sums;
  }

  private static List<Point> seconds(List<Sample> recent, List<String> names) {
    List<Point> greatest = new ArrayList<>();
    for (Sample sample : recent) {
      double seconds =
          names.stream()
              .map(name -> LagHistory.points(List.of(sample), name, StageSample::seconds))
              .mapToDouble(DrainEstimate::latest)
              .max()
              .orElse(0);
      greatest.add(new Point(sample.at(), seconds));
    }
    return greatest;
  }
}
