package io.millrace.app.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.app.progress.TrackedLag;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * All that the page shows, as {@code /status.json} gives it: numbers, names of stages, tables,
 * models and reasons; never text or keys of rows (invariant 9). Threadsafe.
 */
public final class StatusData {
  private final Source source;
  private final MeterTotals totals;
  private final Series series = new Series();
  private final Clock clock;

  /**
   * Where the data comes from; threadsafe.
   *
   * @param lag the latest reading; empty: there is none yet
   * @param models how each model fares, in the form of {@code /models}
   * @param underWay what somebody has begun and is not through
   * @param isReady whether state is restored and work goes on
   */
  public record Source(
      Supplier<Optional<TrackedLag>> lag,
      RecentWrites writes,
      MeterRegistry registry,
      Supplier<List<Map<String, String>>> models,
      Supplier<UnderWay> underWay,
      BooleanSupplier isReady,
      int generation) {}

  /**
   * What somebody has begun and is not through.
   *
   * @param upgrade how far each generation is, in the form of {@code upgrade status}; empty: there
   *     is no upgrade
   */
  public record UnderWay(List<Map<String, Object>> upgrade, Optional<Replayed> replay) {
    /** Copies the list. */
    public UnderWay {
      upgrade = List.copyOf(upgrade);
    }
  }

  /**
   * How far a replay is. Its request is left out: a filter may hold text of rows.
   *
   * @param asked rows that were handed out again
   * @param total rows that there are to hand out; 0: not counted yet
   */
  public record Replayed(long asked, long total) {
    Map<String, Object> document() {
      return Map.of("asked", asked, "total", Math.max(asked, total));
    }
  }

  public StatusData(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
    totals = new MeterTotals(source.registry());
  }

  /** Notes a reading of the lag in the last hour's series. */
  public void sampled(TrackedLag lag) {
    Optional<RecentTimes.Percentiles> fresh = source.writes().lastMinute();
    series.add(
        new Series.Moment(
            lag.report().at(),
            lag.report().behindSeconds(),
            fresh.map(RecentTimes.Percentiles::p50).orElse(null),
            fresh.map(RecentTimes.Percentiles::p99).orElse(null),
            totals.rowsWritten(),
            totals.modelCalls()));
  }

  /**
   * The document.
   *
   * @param since the series leaves out what is older; milliseconds since 1970
   * @param withPartitions whether each stage lists its partitions
   */
  public Map<String, Object> document(long since, boolean withPartitions) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at", clock.millis());
    document.put("generation", source.generation());
    document.put("ready", source.isReady().getAsBoolean());
    document.put("lag", source.lag().get().map(lag -> lag.document(withPartitions)).orElse(null));
    document.put("freshness", source.writes().freshness());
    document.put("totals", totals.document());
    document.put("failures", totals.failures());
    document.put("errors", totals.errors());
    UnderWay underWay = source.underWay().get();
    document.put("upgrade", underWay.upgrade());
    document.put("replay", underWay.replay().map(Replayed::document).orElse(null));
    document.put("models", source.models().get());
    document.put("writes", source.writes().batches());
    document.put("series", series.document(since));
    return document;
  }
}
