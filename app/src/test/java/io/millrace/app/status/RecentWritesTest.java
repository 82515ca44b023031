package io.millrace.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.TaskFreshness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final RecentWrites writes = new RecentWrites(new Moving());

  @Test
  void shouldTellPercentilesOfTheLastMinute() {
    writes.add(report("profiles", LongStream.rangeClosed(1, 100).map(n -> 10 * n).toArray()));

    RecentTimes.Percentiles percentiles = writes.lastMinute().orElseThrow();

    assertThat(percentiles.count()).isEqualTo(100);
    assertThat(percentiles.p50()).isEqualTo(0.51);
    assertThat(percentiles.p95()).isEqualTo(0.96);
    assertThat(percentiles.p99()).isEqualTo(1.0);
  }

  @Test
  void shouldForgetWhatIsOlderThanAMinute() {
    writes.add(report("profiles", 100));

    clock = Clock.fixed(NOW.plus(Duration.ofSeconds(61)), ZoneOffset.UTC);

    assertThat(writes.lastMinute()).isEmpty();
    assertThat(writes.freshness()).isEmpty();
  }

  @Test
  void shouldTellTablesApart() {
    writes.add(report("profiles", 100));
    writes.add(report("matches", 200, 300));

    assertThat(writes.freshness())
        .extracting(table -> table.get("table"), table -> table.get("rows"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("matches", 2L),
            org.assertj.core.groups.Tuple.tuple("profiles", 1L));
  }

  @Test
  void shouldTellTheTasksOfATable() {
    writes.add(report("profiles", 100, 300));
    writes.add(report("matches", 200));

    assertThat(writes.freshness().get(1).get("tasks"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .containsExactly(
            Map.of(
                "column",
                "a task",
                "rows",
                2L,
                "p50_seconds",
                0.3,
                "p95_seconds",
                0.3,
                "p99_seconds",
                0.3));
  }

  @Test
  void shouldKeepTheLatestTwentyBatchesLatestFirst() {
    for (int batch = 1; batch <= 25; batch++) {
      writes.add(report("table" + batch, 100));
    }

    assertThat(writes.batches()).hasSize(20);
    assertThat(writes.batches().get(0)).containsEntry("table", "table25");
  }

  @Test
  void shouldKeepABoundedNumberOfRows() {
    writes.add(report("matches", new long[30_000]));

    assertThat(writes.lastMinute().orElseThrow().count()).isEqualTo(20_000);
  }

  private static SinkReport report(String table, long... millis) {
    List<Freshness> freshness =
        LongStream.of(millis).mapToObj(value -> new Freshness(table, value)).toList();
    List<TaskFreshness> tasks =
        List.of(new TaskFreshness(table, "a task", LongStream.of(millis).boxed().toList()));
    return new SinkReport("sink", 0, NOW.toEpochMilli(), 1L, 1L, List.of(), freshness, tasks);
  }

  private final class Moving extends Clock {
    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
