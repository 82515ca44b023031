package io.millrace.app.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects figures of a scale in buckets of a thousandth of it, so that millions take no memory.
 * Quantiles are exact to the bucket. Not threadsafe.
 */
final class Distribution {
  private static final int BUCKETS = 1_000;
  private static final double ROUNDING = 1_000;

  private final double top;
  private final long[] counts = new long[BUCKETS + 1];
  private long count;
  private double mean;
  private double squares;

  /**
   * Nothing yet.
   *
   * @param top greatest figure of the scale, which begins at 0
   */
  Distribution(double top) {
    this.top = top;
  }

  /** Adds a figure; one outside the scale counts as its end. */
  void add(double figure) {
    counts[(int) Math.round(Math.max(0, Math.min(1, figure / top)) * BUCKETS)]++;
    count++;
    // Welford's update: no sum of squares that could lose its low digits.
    double difference = figure - mean;
    mean += difference / count;
    squares += difference * (figure - mean);
  }

  long count() {
    return count;
  }

  /** NaN of nothing. */
  double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Of the sample, dividing by one less than the count; NaN of fewer than two. */
  double standardDeviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }

  /**
   * The figure below or at which that share lies; NaN of nothing.
   *
   * @param share 0 to 1
   */
  double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    int bucket = -1;
    while (seen < wanted) {
      bucket++;
      seen += counts[bucket];
    }
    return bucket * top / BUCKETS;
  }

  /** As a JSON document. */
  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("count", count);
    document.put("mean", rounded(mean()));
    document.put("p10", rounded(quantile(0.1)));
    document.put("p50", rounded(quantile(0.5)));
    document.put("p90", rounded(quantile(0.9)));
    document.put("stddev", rounded(standardDeviation()));
    return document;
  }

  static @Nullable Double rounded(double figure) {
    return Double.isNaN(figure) ? null : (Double) (Math.round(figure * ROUNDING) / ROUNDING);
  }
}
