package io.millrace.app.report;

import io.millrace.connectors.Sql;
import io.millrace.plan.MatchPlan;

/** Chooses the matches that a report reads. */
final class MatchQuery {
  private MatchQuery() {}

  /**
   * The matches as a subquery with all of their columns, by the name {@code m}.
   *
   * @param sample how many at most, always the same ones, spread over the keys; 0: all
   */
  static String from(MatchPlan plan, int sample) {
    String table = Sql.qualified(plan.schema(), plan.table());
    return sample == 0
        ? table + " m"
        : "(select * from %s order by md5(%s::text) limit %d) m"
            .formatted(table, Sql.quote(plan.keyColumn()), sample);
  }
}
