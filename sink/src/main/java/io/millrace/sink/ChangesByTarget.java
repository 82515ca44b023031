package io.millrace.sink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of a batch, by what is done with them and where, in their order.
 *
 * @param enriched rows with results
 * @param deleted rows that are gone
 * @param scored matches with scores
 */
record ChangesByTarget(
    Map<TableTarget, List<Change.Enriched>> enriched,
    Map<TableTarget, List<Change.Deleted>> deleted,
    Map<MatchTarget, List<Change.Scored>> scored) {

  static ChangesByTarget of(List<Change> batch) {
    ChangesByTarget changes =
        new ChangesByTarget(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    batch.forEach(changes::add);
    return changes;
  }

  private void add(Change change) {
    if (change instanceof Change.Enriched row) {
      enriched.computeIfAbsent(row.target(), target -> new ArrayList<>()).add(row);
    } else if (change instanceof Change.Deleted row) {
      deleted.computeIfAbsent(row.target(), target -> new ArrayList<>()).add(row);
    } else if (change instanceof Change.Scored match) {
      scored.computeIfAbsent(match.target(), target -> new ArrayList<>()).add(match);
    }
  }
}
