package io.millrace.app.adopt;

import io.millrace.connectors.HeldRow;
import io.millrace.connectors.HeldRows;
import io.millrace.schemas.EnrichedRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Hands tables over page by page, and counts: memory does not grow with them. Not threadsafe. */
final class AdoptionRun {
  private static final int PAGE_ROWS = 500;

  private final AdoptionWriter writer;
  private final LongConsumer progress;
  private long read;
  private long rows;
  private long vectors;

  /**
   * @param progress is told how many rows were read
   */
  AdoptionRun(AdoptionWriter writer, LongConsumer progress) {
    this.writer = writer;
    this.progress = progress;
  }

  /** Hands a table over; returns when Kafka has all of it. */
  void adopt(HeldRows held, AdoptedRows adopted) throws SQLException {
    @Nullable String last = null;
    List<HeldRow> page = held.next(last, PAGE_ROWS);
    while (!page.isEmpty()) {
      List<EnrichedRow> records = page.stream().map(adopted::of).flatMap(Optional::stream).toList();
      writer.write(records);
      count(page.size(), records);
      last = page.get(page.size() - 1).key();
      page = held.next(last, PAGE_ROWS);
    }
  }

  private void count(int pageRows, List<EnrichedRow> adopted) {
    read += pageRows;
    rows += adopted.size();
    vectors += adopted.stream().mapToLong(row -> row.getResults().size()).sum();
    progress.accept(read);
  }

  /** What was handed over, and what was left out. */
  AdoptionResult result(Candidates candidates) {
    Map<String, Long> leftOut = new TreeMap<>();
    candidates.leftOut().forEach((reason, number) -> leftOut.put(reason.label(), number));
    return new AdoptionResult(rows, vectors, leftOut);
  }
}
