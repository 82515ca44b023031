package io.millrace.app.run;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.failures.FailureGroup;
import io.millrace.app.failures.Failures.Retried;
import io.millrace.app.progress.Backlog;
import io.millrace.app.progress.LagReport;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.app.progress.PartitionLag;
import io.millrace.app.progress.SlotState;
import io.millrace.app.progress.StageDetail;
import io.millrace.app.progress.StageTrend;
import io.millrace.app.progress.TrackedLag;
import io.millrace.app.progress.Trend;
import io.millrace.app.status.RecentWrites;
import io.millrace.app.status.StatusData;
import io.millrace.app.status.StatusToken;
import io.millrace.app.upgrade.UpgradeStatus;
import io.millrace.connectors.GenerationCoverage;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.Pause;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.TaskFreshness;
import io.millrace.topology.PipelineMetrics.Skip;
import io.millrace.topology.runtime.InstanceHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A status server with made-up data: an hour of it, and how things stand at its end. */
final class MadeUpStatus {
  private static final Instant END = Instant.parse("2026-11-28T12:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final int STEPS = 719;
  private static final int PARTITIONS = 4;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PipelineMeters meters = new PipelineMeters(registry);
  private final SinkMeters sinkMeters = new SinkMeters(registry);
  private final SettableClock clock = new SettableClock(END.minus(STEP.multipliedBy(STEPS)));
  private final RecentWrites writes = new RecentWrites(clock);
  private final Random random = new Random(7);
  private final List<ModelState> models = new ArrayList<>();
  private final List<StageLag> stages = new ArrayList<>();
  private final Map<String, StageTrend> trends = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private InstanceHealth health = new InstanceHealth(List.of(), List.of(), List.of());
  private final List<Map<String, Object>> upgrade = new ArrayList<>();
  private Optional<StatusData.Replayed> replay = Optional.empty();
  private final FakeFailures failures = new FakeFailures();
  private @Nullable Double drainSeconds = 0.0;
  private @Nullable TrackedLag latest;

  private MadeUpStatus() {}

  /** Nothing waits. */
  static MadeUpStatus idle() {
    MadeUpStatus status = new MadeUpStatus();
    status.models.add(new ModelState("sentence-transformers/all-MiniLM-L6-v2", "embed", "ok", ""));
    for (String stage : List.of("slot", "capture", "rows", "work", "model", "score", "sink")) {
      status.stage(new StageLag(stage, 0, 0, State.OK), 0);
    }
    SlotState slot =
        new SlotState(true, "reserved", 900_000_000L, 16_800_000, 500, 1_073_741_824, 0.4, 0);
    status.stage(new StageLag("slot", 0, 0, State.OK, StageDetail.of(slot)), 0);
    return status;
  }

  /** The applications fare so. */
  MadeUpStatus faring(InstanceHealth instance) {
    health = instance;
    return this;
  }

  /** A bulk change is under way. */
  static MadeUpStatus busy() {
    MadeUpStatus status = idle();
    status.drainSeconds = 48.0;
    status.stage(waiting("model", 38.4, 4_220, State.OK, Map.of("waiting", 4_220L)), -88);
    status.stage(waiting("sink", 0.6, 31, State.OK, Map.of()), 1);
    return status;
  }

  /** A provider does not answer. */
  static MadeUpStatus providerDown() {
    MadeUpStatus status = idle();
    status.drainSeconds = null;
    status.models.add(
        new ModelState("facebook/bart-large-mnli", "classify", "down", "server_error"));
    status.meters.failed("niche_categories", "server_error");
    status.meters.failed("no_tokens");
    status.stage(
        waiting("model", 312, 640, State.OK, Map.of("waiting", 22L, "provider_down", 618L)), 2.1);
    return status;
  }

  /** The sink is stopped, and the slot is near its limit. */
  static MadeUpStatus sinkStopped() {
    MadeUpStatus status = idle();
    status.drainSeconds = null;
    status.stage(waiting("sink", 95, 1_204, State.STOPPED, Map.of()), 14);
    status.warnings.add(
        "Slot millrace is lost after another 100.0 MB of log: start the capture, or raise"
            + " max_slot_wal_keep_size.");
    return status;
  }

  /** Somebody has paused the calls of models while a provider was down. */
  static MadeUpStatus paused() {
    MadeUpStatus status = providerDown();
    status.models.replaceAll(model -> ModelState.paused(model.model(), model.use()));
    Pause pause = new Pause("ann", END.minusSeconds(600).toEpochMilli(), "a new contract");
    status.stage(
        new StageLag(
            "model",
            312,
            640,
            State.STOPPED,
            new StageDetail(
                Map.of("paused", 640L), List.of(), Optional.empty(), Optional.of(pause))),
        2.1);
    return status;
  }

  /** A second generation is computed beside the first. */
  static MadeUpStatus upgrading() {
    MadeUpStatus status = busy();
    status.upgrade.add(generation(1, "active", "sentence-transformers/all-MiniLM-L6-v2", 71_200));
    status.upgrade.add(generation(2, "building", "BAAI/bge-small-en-v1.5", 24_410));
    return status;
  }

  /** All rows are handed out again. */
  static MadeUpStatus replaying() {
    MadeUpStatus status = busy();
    status.replay = Optional.of(new StatusData.Replayed(24_400, 71_200));
    return status;
  }

  private static Map<String, Object> generation(int number, String state, String model, long done) {
    GenerationCoverage.Column column =
        new GenerationCoverage.Column("profiles", "embedding_seeking", 71_200, done, 71_200 - done);
    return new UpgradeStatus.Progress(
            number, state, model, Optional.empty(), List.of(column), 96, 0, 0)
        .document();
  }

  /** A provider that names its fault in markup. */
  static MadeUpStatus hostile(String reason) {
    MadeUpStatus status = idle();
    status.models.add(new ModelState("a/model", "classify", "limited", reason));
    return status;
  }

  private static StageLag waiting(
      String stage, double seconds, long records, State state, Map<String, Long> reasons) {
    List<PartitionLag> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(
          new PartitionLag(
              stage.equals("model") ? "profiles" : "millrace.scores.g1",
              partition,
              null,
              null,
              new Backlog(records / PARTITIONS, END.toEpochMilli() - (long) (1_000 * seconds))));
    }
    return new StageLag(
        stage, seconds, records, state, new StageDetail(reasons, partitions, Optional.empty()));
  }

  private void stage(StageLag lag, double recordsPerSecond) {
    stages.removeIf(other -> other.stage().equals(lag.stage()));
    List<String> order = List.of("slot", "capture", "rows", "work", "model", "score", "sink");
    stages.add(lag);
    stages.sort(java.util.Comparator.comparingInt(s -> order.indexOf(s.stage())));
    Trend trend =
        recordsPerSecond == 0
            ? Trend.STEADY
            : recordsPerSecond > 0 ? Trend.GROWING : Trend.SHRINKING;
    trends.put(lag.stage(), new StageTrend(trend, recordsPerSecond, 0, drainSeconds));
  }

  /** Starts a server that shows it, on a free port. */
  StatusServer start(String token) {
    StatusData data =
        new StatusData(
            new StatusData.Source(
                () -> Optional.ofNullable(latest),
                writes,
                registry,
                () -> models.stream().map(ModelState::document).toList(),
                () -> new StatusData.UnderWay(upgrade, replay),
                () -> true,
                1),
            clock);
    makeAnHour(data);
    StatusServer server =
        new StatusServer(
            "127.0.0.1",
            0,
            registry,
            new StatusServer.Health(() -> health, () -> models),
            data,
            Optional.of(failures),
            new StatusToken(token));
    server.start();
    return server;
  }

  private void makeAnHour(StatusData data) {
    double end = stages.stream().mapToDouble(StageLag::seconds).max().orElse(0);
    for (int step = 0; step <= STEPS; step++) {
      double left = (STEPS - step) * STEP.toSeconds();
      double bump = step > 200 && step < 230 ? (230 - step) * 0.9 : 0;
      double behind = Math.max(0, end - left) + bump;
      work(bump > 0 || behind > 0 ? 40 : random.nextInt(6), behind);
      List<StageLag> now =
          step == STEPS ? stages : List.of(new StageLag("model", behind, 0, State.OK));
      latest =
          new TrackedLag(
              new LagReport(clock.millis(), now, step == STEPS ? warnings : List.of()),
              trends,
              drainSeconds);
      data.sampled(latest);
      if (step < STEPS) {
        clock.now = clock.now.plus(STEP);
      }
    }
  }

  private void work(int rows, double behind) {
    List<Freshness> freshness = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      long millis = (long) (180 + random.nextInt(300) + 1_000 * behind);
      freshness.add(new Freshness(row % 3 == 0 ? "profiles" : "matches", millis));
      if (row % 2 == 0) {
        meters.modelCall("embedding_seeking");
      }
    }
    meters.skipped(Skip.INPUT_UNCHANGED, rows);
    meters.scored(rows);
    SinkReport report =
        new SinkReport(
            "millrace-sink-g1",
            0,
            clock.millis(),
            (long) rows,
            (long) rows,
            List.of(),
            freshness,
            tasks(freshness));
    sinkMeters.add(report);
    writes.add(report);
  }

  private static List<TaskFreshness> tasks(List<Freshness> rows) {
    List<Long> profiles =
        rows.stream()
            .filter(row -> row.getTable().equals("profiles"))
            .map(Freshness::getMillis)
            .toList();
    List<Long> matches =
        rows.stream()
            .filter(row -> row.getTable().equals("matches"))
            .map(Freshness::getMillis)
            .toList();
    return List.of(
        new TaskFreshness("matches", "scores", matches),
        new TaskFreshness("profiles", "embedding_seeking", profiles));
  }

  /** Reasons that somebody had tried again. */
  List<String> retried() {
    return failures.retried;
  }

  private static final class FakeFailures implements FailureDesk {
    private final List<String> retried = new CopyOnWriteArrayList<>();

    @Override
    public List<FailureGroup> groups() {
      return List.of(
          new FailureGroup("profiles", "niche_categories", "no_tokens", 12, END.toEpochMilli()));
    }

    @Override
    public Retried retry(String reason) {
      retried.add(reason);
      return new Retried(11, 1, 0);
    }
  }

  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
