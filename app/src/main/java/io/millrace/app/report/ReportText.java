package io.millrace.app.report;

import io.millrace.matching.Aggregation;
import io.millrace.matching.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a report for people. */
final class ReportText {
  private static final double TOP = 10;

  private final MatchReport report;
  private final List<String> lines = new ArrayList<>();

  ReportText(MatchReport report) {
    this.report = report;
  }

  String text() {
    MatchTally tally = report.tally();
    lines.add("%d matches read, %d of them scored".formatted(report.read(), tally.matches()));
    if (tally.matches() > 0) {
      dimensions(tally);
      factors(tally);
      aggregations(tally.aggregations());
    }
    coverage(report.coverage());
    return String.join(System.lineSeparator(), lines);
  }

  private void dimensions(MatchTally tally) {
    heading("Dimensions, 0 to 10, both directions", "mean    p10    p50    p90   lowest in");
    tally
        .dimensions()
        .forEach(
            (dimension, scores) ->
                lines.add(line(dimension, scores, tally.bottleneckShare(dimension))));
  }

  private static String line(Dimension dimension, Distribution scores, double bottleneck) {
    return "  %-20s %s %s  %9s"
        .formatted(
            dimension.planName(),
            Bars.of(scores.mean() / TOP),
            figures(scores),
            percent(bottleneck));
  }

  private void factors(MatchTally tally) {
    heading("Factors, 0 to 10, both directions", "mean    p10    p50    p90   data missing");
    tally
        .factors()
        .forEach(
            (factor, scores) ->
                lines.add(
                    "  %-20s %s %s  %9s"
                        .formatted(
                            factor.planName(),
                            Bars.of(scores.scores().mean() / TOP),
                            figures(scores.scores()),
                            percent(scores.missingShare()))));
  }

  private void aggregations(AggregationTally tally) {
    heading("Score of a match, 0 to 100, by aggregation", "mean median stddev   tiers");
    for (Aggregation aggregation : Aggregation.values()) {
      Distribution scores = tally.scoresBy(aggregation);
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-20s %s %6.2f %6.2f %6.2f   %s",
              aggregation.planName(),
              Bars.of(scores.mean() / 100),
              scores.mean(),
              scores.quantile(0.5),
              scores.standardDeviation(),
              tiers(tally.tiersOf(aggregation))));
    }
  }

  private static String tiers(Map<Tier, Long> tiers) {
    return tiers.entrySet().stream()
        .map(tier -> tier.getKey().shownName() + " " + tier.getValue())
        .collect(Collectors.joining(", "));
  }

  private void coverage(Coverage coverage) {
    heading("Columns that scoring reads, of " + coverage.profiles() + " profiles", "filled");
    for (String column : coverage.filled().keySet()) {
      double share = coverage.share(column);
      lines.add("  %-28s %s %s".formatted(column, Bars.of(share), percent(share)));
    }
  }

  private void heading(String title, String columns) {
    lines.add("");
    lines.add(title + ": " + columns);
  }

  private static String figures(Distribution scores) {
    if (scores.count() == 0) {
      return "%6s %6s %6s %6s".formatted("–", "–", "–", "–");
    }
    return String.format(
        Locale.ROOT,
        "%6.2f %6.2f %6.2f %6.2f",
        scores.mean(),
        scores.quantile(0.1),
        scores.quantile(0.5),
        scores.quantile(0.9));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
