package io.millrace.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.Truncate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TruncateApplierTest {
  private static final CapturedTable MATCHES =
      new CapturedTable("topic", "public", "matches", "id", List.of());
  private static final SourcePosition LATER = new SourcePosition(1, 2L);

  private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
  private final KeyValueStore<String, RowState> states =
      RowStates.store(RowsTopology.STATE_STORE, new RowStateSerde());
  private final TruncateApplier applier = new TruncateApplier(Map.of("matches", MATCHES));

  @BeforeEach
  void begin() {
    context.addStateStore(states);
    applier.init(context);
  }

  /** What is done with one record is one transaction, which must not outlast its time-out. */
  @Test
  void shouldDeleteTheRowsOfALargeTableSomeAtATime_invariant3() {
    int rows = 2 * TruncateApplier.ROWS_AT_ONCE + 1;
    IntStream.range(0, rows).forEach(number -> know("m" + number));

    Optional<Record<String, Truncate>> rest = apply(truncate());

    assertThat(deleted()).hasSize(TruncateApplier.ROWS_AT_ONCE);
    assertThat(rest).hasValueSatisfying(next -> assertThat(next.key()).isEqualTo("0"));

    rest = apply(rest.orElseThrow());
    assertThat(apply(rest.orElseThrow())).isEmpty();
    assertThat(deleted()).hasSize(rows).doesNotHaveDuplicates();
    assertThat(known()).isEmpty();
  }

  @Test
  void shouldLeaveRowsThatWereInsertedAfterTheTruncate_whilePartsOfItAreDone() {
    IntStream.range(0, TruncateApplier.ROWS_AT_ONCE + 1).forEach(number -> know("m" + number));
    Record<String, Truncate> rest = apply(truncate()).orElseThrow();
    String last = StateKey.of("matches", "m999");
    states.put(last, new RowState(LATER, RowStates.known("matches", "m999").row()));

    apply(rest);

    assertThat(known()).containsExactly(last);
  }

  @Test
  void shouldNotGoOn_whereTheLastRowIsTheLastOfAPart() {
    IntStream.range(0, TruncateApplier.ROWS_AT_ONCE).forEach(number -> know("m" + number));

    assertThat(apply(truncate())).isEmpty();
    assertThat(known()).isEmpty();
  }

  private void know(String key) {
    states.put(StateKey.of("matches", key), RowStates.known("matches", key));
  }

  private static Record<String, Truncate> truncate() {
    return new Record<>("", new Truncate("matches", LATER, 1L, null), 0);
  }

  /** Returns what the partition told itself. */
  private Optional<Record<String, Truncate>> apply(Record<String, Truncate> record) {
    int before = forwarded(RowsTopology.TRUNCATE_REST_SINK).size();
    applier.process(record);
    return forwarded(RowsTopology.TRUNCATE_REST_SINK).stream()
        .skip(before)
        .map(
            forward -> new Record<>(forward.record().key(), (Truncate) forward.record().value(), 0))
        .findFirst();
  }

  private List<String> deleted() {
    return forwarded(RowsTopology.rowsSink(MATCHES)).stream()
        .<String>map(forward -> forward.record().key())
        .toList();
  }

  private List<CapturedForward<? extends String, ? extends Object>> forwarded(String child) {
    return context.forwarded().stream()
        .filter(forward -> forward.childName().equals(Optional.of(child)))
        .toList();
  }

  private List<String> known() {
    List<String> known = new ArrayList<>();
    try (var rows = states.all()) {
      rows.forEachRemaining(
          entry -> {
            if (entry.value.row() != null) {
              known.add(entry.key);
            }
          });
    }
    return known;
  }
}
