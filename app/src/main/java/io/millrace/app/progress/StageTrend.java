package io.millrace.app.progress;

import io.millrace.app.progress.FittedLine.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage is going.
 *
 * @param recordsPerSecond change of what waits; negative while it is drained
 * @param secondsPerSecond change of the age of the oldest; 1 where nothing leaves
 * @param drainSeconds until nothing waits, if it goes on so; null: it does not shrink
 */
public record StageTrend(
    Trend trend, double recordsPerSecond, double secondsPerSecond, @Nullable Double drainSeconds) {
  private static final double LEAST_RECORDS = 1;
  private static final double LEAST_SECONDS = 0.5;

  /** Nothing waits, and nothing has. */
  static final StageTrend IDLE = new StageTrend(Trend.STEADY, 0, 0, 0.0);

  /**
   * The trend of a stage.
   *
   * @param records what waited, oldest reading first
   * @param seconds age of the oldest at the same moments
   */
  static StageTrend of(List<Point> records, List<Point> seconds) {
    if (records.isEmpty()) {
      return IDLE;
    }
    FittedLine count = FittedLine.through(records);
    FittedLine age = FittedLine.through(seconds);
    double nowRecords = records.get(records.size() - 1).value();
    double nowSeconds = seconds.get(seconds.size() - 1).value();
    Trend trend = trend(count, age);
    return new StageTrend(
        trend, count.slope(), age.slope(), drain(trend, count, age, nowRecords, nowSeconds));
  }

  /**
   * What waits counts first: rows of one transaction are of one age, which rises until the last of
   * them is done. Where their number stands still, or is not known, the age tells.
   */
  private static Trend trend(FittedLine count, FittedLine age) {
    if (count.isClear(LEAST_RECORDS)) {
      return count.slope() > 0 ? Trend.GROWING : Trend.SHRINKING;
    }
    if (age.isClear(LEAST_SECONDS)) {
      return age.slope() > 0 ? Trend.GROWING : Trend.SHRINKING;
    }
    return Trend.STEADY;
  }

  private static @Nullable Double drain(
      Trend trend, FittedLine count, FittedLine age, double nowRecords, double nowSeconds) {
    if (nowRecords == 0 && nowSeconds == 0) {
      return 0.0;
    }
    if (trend != Trend.SHRINKING) {
      return null;
    }
    return nowRecords > 0 && count.slope() < 0
        ? nowRecords / -count.slope()
        : nowSeconds / -age.slope();
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("trend", trend.label());
    document.put("records_per_second", recordsPerSecond);
    document.put("seconds_per_second", secondsPerSecond);
    document.put("drain_seconds", drainSeconds);
    return document;
  }
}
