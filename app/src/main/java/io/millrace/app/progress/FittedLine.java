package io.millrace.app.progress;

import java.util.List;

/**
 * The line of least squares through measured values.
 *
 * @param slope change of the value in a second
 * @param change how much the line rises from the first to the last value
 * @param scatter standard deviation of the values about the line
 */
record FittedLine(double slope, double change, double scatter) {
  private static final double MILLIS = 1_000;
  private static final FittedLine FLAT = new FittedLine(0, 0, 0);

  /** A change has to stand out of the scatter by this factor to be more than chance. */
  private static final double CLEARLY = 2;

  /**
   * A value and when it was measured.
   *
   * @param at milliseconds since 1970
   */
  record Point(long at, double value) {}

  /** Fits a line; through fewer than two moments it is flat. */
  static FittedLine through(List<Point> points) {
    if (points.size() < 2) {
      return FLAT;
    }
    long start = points.get(0).at();
    double meanTime = points.stream().mapToDouble(p -> seconds(p, start)).average().orElse(0);
    double meanValue = points.stream().mapToDouble(Point::value).average().orElse(0);
    double timesTime = 0;
    double timesValue = 0;
    for (Point point : points) {
      double time = seconds(point, start) - meanTime;
      timesTime += time * time;
      timesValue += time * (point.value() - meanValue);
    }
    if (timesTime == 0) {
      return FLAT;
    }
    double slope = timesValue / timesTime;
    double squares = 0;
    for (Point point : points) {
      double fitted = meanValue + slope * (seconds(point, start) - meanTime);
      squares += Math.pow(point.value() - fitted, 2);
    }
    double span = seconds(points.get(points.size() - 1), start);
    return new FittedLine(slope, slope * span, Math.sqrt(squares / points.size()));
  }

  private static double seconds(Point point, long start) {
    return (point.at() - start) / MILLIS;
  }

  /**
   * Whether the values clearly rise or fall.
   *
   * @param least change that means anything
   */
  boolean isClear(double least) {
    return Math.abs(change) >= Math.max(least, CLEARLY * scatter);
  }
}
