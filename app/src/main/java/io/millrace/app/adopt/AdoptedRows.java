package io.millrace.app.adopt;

import io.millrace.connectors.HeldRow;
import io.millrace.connectors.TaskVersion;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.TaskResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the records that hand a table's vectors to a generation. Not threadsafe. */
final class AdoptedRows {
  /** Stands in the provenance of what was adopted. */
  private static final List<String> MARKS = List.of("adopted");

  /** Below all that the pipeline counts. */
  private static final long REVISION = 1;

  private final String table;
  private final int generation;
  private final Map<String, TaskVersion> versions;
  private final Candidates candidates;
  private final SampleReport sample;
  private final Clock clock;

  /**
   * @param versions of the table's tasks, by column
   * @param candidates counts what is left out
   * @param sample whose disagreeing vectors are left out
   */
  AdoptedRows(
      String table,
      int generation,
      Map<String, TaskVersion> versions,
      Candidates candidates,
      SampleReport sample,
      Clock clock) {
    this.table = table;
    this.generation = generation;
    this.versions = Map.copyOf(versions);
    this.candidates = candidates;
    this.sample = sample;
    this.clock = clock;
  }

  /** The record of a row; empty: nothing of it is adopted. */
  Optional<EnrichedRow> of(HeldRow row) {
    List<TaskResult> results = new ArrayList<>();
    for (Candidate candidate : candidates.of(row)) {
      if (sample.isDisagreeing(table, row.key(), candidate.column())) {
        candidates.count(LeftOut.DISAGREES);
      } else {
        results.add(result(candidate));
      }
    }
    results.sort((left, right) -> left.getColumn().compareTo(right.getColumn()));
    return results.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new EnrichedRow(
                table, row.key(), generation, 0, 0L, results, List.of(), false, clock.millis()));
  }

  /** What the model did with the text then is not known: tokens and truncation stay open. */
  private TaskResult result(Candidate candidate) {
    TaskVersion version = versions.get(candidate.column());
    if (version == null) {
      throw new IllegalStateException("a column of the plan has a version");
    }
    return TaskResult.newBuilder()
        .setColumn(candidate.column())
        .setInputHash(candidate.inputHash())
        .setTaskVersion(version.version())
        .setModel(version.model())
        .setRevision(REVISION)
        .setVector(PackedVector.pack(candidate.embedding().vector()))
        .setJson(null)
        .setTruncated(false)
        .setComputedAt(clock.millis())
        .setMarks(MARKS)
        .build();
  }
}
