package io.millrace.topology.score;

import io.millrace.schemas.Row;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.store.MatchReference;
import io.millrace.topology.RowColumns;

/**
 * The table of matches.
 *
 * @param name the table's name without its schema
 * @param columnA column with the key of the first profile
 * @param columnB column with the key of the second profile
 */
public record MatchTable(String name, String columnA, String columnB) {
  /** What a row of the table is for scoring. */
  ScoreChange.OfMatch change(Row row) {
    return new ScoreChange.OfMatch(reference(row), row.getOperation() == RowOperation.REPAIR);
  }

  /**
   * The pair that a match names. Its position stands for the assertion: only rows that changed or
   * were asserted anew come this far.
   */
  private MatchReference reference(Row row) {
    return new MatchReference(
        RowColumns.value(row.getColumns(), columnA),
        RowColumns.value(row.getColumns(), columnB),
        row.getPosition().getEpoch(),
        row.getPosition().getLsn(),
        row.getCommittedAt());
  }
}
