package io.millrace.app.report;

import io.millrace.connectors.Sql;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.topology.score.PlanRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same matches scored with vectors and by words alone: what the vectors change. */
public final class Isolation {
  private final IsolationTally tally;

  private Isolation(IsolationTally tally) {
    this.tally = tally;
  }

  /**
   * Scores matches whose profiles both exist, from what the database holds now.
   *
   * @param sample how many matches at most; 0: all
   */
  public static Isolation read(
      ReadOnly database, EnrichmentPlan plan, MatchPlan matches, int sample) throws SQLException {
    ScoringRules rules = PlanRules.of(matches, plan.embeddingModel());
    MatchScorer scorer = new MatchScorer(rules);
    TablePlan table = plan.table(matches.of());
    StoredProfiles profiles = new StoredProfiles(matches, table, rules);
    IsolationTally tally = new IsolationTally();
    database.rows(
        sql(matches, table, profiles, sample),
        row -> {
          ScoringProfile a = profiles.read(row, 0);
          ScoringProfile b = profiles.read(row, profiles.width());
          tally.add(scorer.score(a, b), scorer.score(a.withoutVectors(), b.withoutVectors()));
        });
    return new Isolation(tally);
  }

  private static String sql(
      MatchPlan matches, TablePlan table, StoredProfiles profiles, int sample) {
    String profile = Sql.qualified(table.schema(), table.name());
    String key = Sql.quote(table.keyColumn());
    return "select %s, %s from %s join %s a on a.%s = m.%s join %s b on b.%s = m.%s"
        .formatted(
            profiles.selected("a"),
            profiles.selected("b"),
            MatchQuery.from(matches, sample),
            profile,
            key,
            Sql.quote(matches.a()),
            profile,
            key,
            Sql.quote(matches.b()));
  }

  /** As a JSON document. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("matches", tally.matches());
    document.put("semantic_evaluations", tally.semantic());
    document.put("overlap_fallbacks", tally.fallbacks());
    document.put("neutral_for_missing_text", tally.missing());
    Map<String, Object> figures = new LinkedHashMap<>();
    tally.figures().forEach((name, both) -> figures.put(name, both.document()));
    document.put("means", figures);
    return document;
  }

  /** For people. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d matches: %d semantic evaluations, %d fallbacks to word overlap, %d without a text"
            .formatted(tally.matches(), tally.semantic(), tally.fallbacks(), tally.missing()));
    lines.add("");
    lines.add("%-22s %12s %12s %12s".formatted("mean", "words alone", "vectors", "difference"));
    tally
        .figures()
        .forEach(
            (name, both) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%-22s %12.2f %12.2f %+12.2f",
                        name,
                        both.without().mean(),
                        both.with().mean(),
                        both.difference())));
    return String.join(System.lineSeparator(), lines);
  }
}
