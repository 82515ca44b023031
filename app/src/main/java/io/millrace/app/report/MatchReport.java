package io.millrace.app.report;

import io.millrace.matching.Dimension;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the stored matches say: distributions, bottlenecks, coverage, aggregations. */
public final class MatchReport {
  private final MatchTally tally;
  private final Coverage coverage;
  private final long read;

  private MatchReport(MatchTally tally, Coverage coverage, long read) {
    this.tally = tally;
    this.coverage = coverage;
    this.read = read;
  }

  /**
   * Reads matches and profiles.
   *
   * @param sample how many matches at most; 0: all
   */
  public static MatchReport read(
      ReadOnly database, EnrichmentPlan plan, MatchPlan matches, int sample) throws SQLException {
    MatchTally tally = new MatchTally();
    long[] read = new long[1];
    database.rows(
        "select m.match_context::text from " + MatchQuery.from(matches, sample),
        row -> {
          read[0]++;
          tally.add(StoredContext.parse(row.getString(1)));
        });
    return new MatchReport(
        tally, Coverage.read(database, matches, plan.table(matches.of())), read[0]);
  }

  MatchTally tally() {
    return tally;
  }

  Coverage coverage() {
    return coverage;
  }

  /** Number of matches that were read, scored or not. */
  long read() {
    return read;
  }

  /** As a JSON document. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("matches", read);
    document.put("scored", tally.matches());
    document.put("dimensions", dimensions());
    Map<String, Object> factors = new LinkedHashMap<>();
    tally.factors().forEach((factor, scores) -> factors.put(factor.planName(), scores.document()));
    document.put("factors", factors);
    document.put("aggregations", tally.aggregations().document());
    document.put("coverage", coverage.document());
    return document;
  }

  private Map<String, Object> dimensions() {
    Map<String, Object> documents = new LinkedHashMap<>();
    for (Map.Entry<Dimension, Distribution> dimension : tally.dimensions().entrySet()) {
      Map<String, @Nullable Object> document = dimension.getValue().document();
      document.put(
          "bottleneck_share", Distribution.rounded(tally.bottleneckShare(dimension.getKey())));
      documents.put(dimension.getKey().planName(), document);
    }
    return documents;
  }

  /** For people. */
  public String text() {
    return new ReportText(this).text();
  }

  /** A picture as SVG. */
  public String picture() {
    return new ReportPicture(this).svg();
  }
}
