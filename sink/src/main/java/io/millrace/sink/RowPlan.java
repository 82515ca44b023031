package io.millrace.sink;

import io.millrace.schemas.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one row, decided from its locked state. Pure.
 *
 * @param change the results that came
 * @param writes those to be written
 * @param held those that another source keeps out for the first time
 */
record RowPlan(Change.Enriched change, List<Value> writes, List<Value> held) {

  /** One result and the column it goes to. */
  record Value(ColumnTarget column, TaskResult result) {
    boolean isVector() {
      return column.kind() == ValueKind.VECTOR && result.getVector() != null;
    }

    boolean isPresent() {
      return result.getVector() != null || result.getJson() != null;
    }
  }

  /**
   * Decides about each result of a row; skips are counted.
   *
   * @param stored columns of the locked row by task; null: the row is gone
   * @param provenance by task; a task that is missing wrote nothing yet
   */
  static RowPlan of(
      Change.Enriched change,
      @Nullable Map<String, StoredColumn> stored,
      Map<String, Provenance> provenance,
      BatchSummary summary) {
    List<Value> writes = new ArrayList<>();
    List<Value> held = new ArrayList<>();
    for (TaskResult result : change.results()) {
      Value value = new Value(change.target().column(result.getColumn()).orElseThrow(), result);
      Decision decision =
          Decision.of(
              stored == null ? null : stored.get(result.getColumn()),
              provenance.get(result.getColumn()),
              change.row().getEpoch(),
              result);
      if (decision instanceof Decision.Write) {
        writes.add(value);
      } else if (decision instanceof Decision.HeldByOther) {
        held.add(value);
        summary.skipped(SkipReason.SOURCE_PRIORITY, 1);
      } else if (decision instanceof Decision.Skip skip) {
        summary.skipped(skip.reason(), 1);
      }
    }
    return new RowPlan(change, writes, held);
  }

  /** Whether there is nothing to write, not even a note. */
  boolean isEmpty() {
    return writes.isEmpty() && held.isEmpty();
  }

  /** The UPDATE that writes this row; rows of one shape go in one batch. */
  UpdateShape shape() {
    return new UpdateShape(
        writes.stream().map(Value::column).toList(),
        embeddingModel().isPresent(),
        writes.stream().anyMatch(value -> value.result().getJson() != null));
  }

  /** The model of the vectors that are written, if any is. */
  Optional<String> embeddingModel() {
    return writes.stream()
        .filter(Value::isVector)
        .map(value -> value.result().getModel())
        .findFirst();
  }
}
