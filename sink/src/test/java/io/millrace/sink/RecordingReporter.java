package io.millrace.sink;

import io.millrace.schemas.Failure;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers what the sink told. */
final class RecordingReporter implements Reporter {
  final List<BatchSummary> summaries = new ArrayList<>();
  final List<Failure> failures = new ArrayList<>();
  int closed;

  @Override
  public void report(BatchSummary summary) {
    summaries.add(summary);
  }

  @Override
  public void fail(Failure failure) {
    failures.add(failure);
  }

  @Override
  public void close() {
    closed++;
  }

  long rowsWritten() {
    return summaries.stream().mapToLong(BatchSummary::rowsWritten).sum();
  }

  long valuesWritten() {
    return summaries.stream().mapToLong(BatchSummary::valuesWritten).sum();
  }

  List<Freshness> freshness() {
    return summaries.stream().flatMap(summary -> summary.freshness().stream()).toList();
  }

  Map<String, Long> skipped() {
    Map<String, Long> skipped = new HashMap<>();
    for (BatchSummary summary : summaries) {
      for (Tally tally : summary.tallies()) {
        skipped.merge(tally.getReason(), tally.getCount(), Long::sum);
      }
    }
    return skipped;
  }

  void clear() {
    summaries.clear();
    failures.clear();
  }
}
