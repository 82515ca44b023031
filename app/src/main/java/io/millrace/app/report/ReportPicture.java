package io.millrace.app.report;

import io.millrace.matching.Aggregation;
import java.util.Locale;

/**
 * Draws a report as SVG: a bar for each dimension, factor, aggregation and column, with the range
 * from the tenth to the ninetieth percentile as a line.
 */
final class ReportPicture {
  private final SvgBars bars = new SvgBars();
  private final MatchReport report;

  ReportPicture(MatchReport report) {
    this.report = report;
  }

  String svg() {
    MatchTally tally = report.tally();
    bars.title("%d matches, %d of them scored".formatted(report.read(), tally.matches()));
    bars.title("Dimensions: mean, and 10th to 90th percentile; share in which it is the lowest");
    tally
        .dimensions()
        .forEach(
            (dimension, scores) ->
                bar(dimension.planName(), scores, 10, percent(tally.bottleneckShare(dimension))));
    bars.title("Factors: likewise; share without data");
    tally
        .factors()
        .forEach(
            (factor, scores) ->
                bar(factor.planName(), scores.scores(), 10, percent(scores.missingShare())));
    bars.title("Score of a match by aggregation, 0 to 100");
    for (Aggregation aggregation : Aggregation.values()) {
      bar(aggregation.planName(), tally.aggregations().scoresBy(aggregation), 100, "");
    }
    bars.title("Columns that scoring reads: share of profiles that fill them");
    for (String column : report.coverage().filled().keySet()) {
      double share = report.coverage().share(column);
      bars.bar(column, share, Double.NaN, Double.NaN, percent(share));
    }
    return bars.svg();
  }

  private void bar(String name, Distribution scores, double top, String note) {
    bars.bar(
        name,
        scores.mean() / top,
        scores.quantile(0.1) / top,
        scores.quantile(0.9) / top,
        scores.count() == 0 ? note : String.format(Locale.ROOT, "%.2f  %s", scores.mean(), note));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
