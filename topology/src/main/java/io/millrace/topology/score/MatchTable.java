package io.millrace.topology.score;

import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.store.MatchReference;
import org.jspecify.annotations.Nullable;

/**
 * The table of matches.
 *
 * @param name the table's name without its schema
 * @param columnA column with the key of the first profile
 * @param columnB column with the key of the second profile
 */
public record MatchTable(String name, String columnA, String columnB) {
  /**
   * The pair that a match names. Its position stands for the assertion: only rows that changed or
   * were asserted anew come this far.
   */
  MatchReference reference(Row row) {
    return new MatchReference(
        value(row, columnA),
        value(row, columnB),
        row.getPosition().getEpoch(),
        row.getPosition().getLsn(),
        row.getCommittedAt());
  }

  private static @Nullable String value(Row row, String column) {
    return row.getColumns().stream()
        .filter(candidate -> candidate.getName().equals(column))
        .findFirst()
        .map(RowColumn::getValue)
        .orElse(null);
  }
}
