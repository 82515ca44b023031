package io.millrace.app.run;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.UserException;
import io.millrace.app.failures.Failures;
import io.millrace.app.local.Connections;
import io.millrace.app.progress.LagReader;
import io.millrace.app.progress.LagSources;
import io.millrace.app.progress.LagTracker;
import io.millrace.app.status.LagSampler;
import io.millrace.app.status.RecentWrites;
import io.millrace.app.status.StatusData;
import io.millrace.app.status.StatusToken;
import io.millrace.app.upgrade.UpgradeStatus;
import io.millrace.app.upgrade.UpgradeWatch;
import io.millrace.connectors.SnapshotSignals;
import io.millrace.inference.ModelServiceSettings;
import io.millrace.inference.disk.DiskCache;
import io.millrace.inference.disk.LabelVectorFile;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.TablePlan;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.KafkaAccess;
import io.millrace.topology.PlannedPipeline;
import io.millrace.topology.rows.CapturedTable;
import io.millrace.topology.runtime.EngineMeters;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.SettingsCheck;
import io.millrace.topology.runtime.StreamsInstance;
import io.millrace.topology.task.PlanModels;
import io.millrace.topology.task.TaskAnswers;
import io.millrace.topology.task.TaskRunners;
import io.millrace.topology.task.TaskThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Streams applications alone, as {@code millrace run} runs them. */
public final class StreamsService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
  private static final Duration TREND_KEPT = Duration.ofMinutes(1);
  private static final long ANSWER_CACHE_BYTES = 16L * 1024 * 1024;

  private final Optional<DiskCache> cache;
  private final ServedModels models;
  private final TaskAnswers answers;
  private final StreamsInstance instance;
  private final PauseReader pauses;
  private final SinkReportReader reports;
  private final ActivityLog activity;
  private final LagSampler sampler;
  private final Optional<UpgradeWatch> upgrades;
  private final StatusServer status;

  /**
   * Builds everything and starts nothing.
   *
   * @param settings keys of {@link MillraceConfig}
   * @param database whose columns are compared with the models; empty to leave that to others
   * @throws UserException with every problem of the settings at once, or of the columns
   */
  public StreamsService(Map<String, String> settings, Optional<DatabaseAccess> database) {
    List<String> problems = SettingsCheck.problems(MillraceConfig.definition(), settings);
    if (!problems.isEmpty()) {
      throw UserException.failure(String.join("\n", problems));
    }
    MillraceConfig config = new MillraceConfig(settings);
    EnrichmentPlan plan = plan(config);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    TaskMeters taskMeters = new TaskMeters(registry);
    EngineMeters engineMeters = new EngineMeters(registry);
    PipelineMeters meters = meters(registry, plan);
    cache =
        Optional.of(config.diskCacheBytes())
            .filter(bytes -> bytes > 0)
            .map(bytes -> DiskCache.open(config.inferenceDirectory(), bytes));
    models =
        new ServedModels(
            plan, config.providerSettings(), serviceSettings(config), meters, meters::watch, cache);
    try {
      database.ifPresent(
          access ->
              ColumnCheck.check(
                  access, plan, config.names(), config.generation(), models.embeddingModel()));
    } catch (UserException e) {
      models.close();
      throw e;
    }
    TaskThreads threads = TaskThreads.standard();
    answers = new TaskAnswers(threads, taskMeters, ANSWER_CACHE_BYTES);
    TaskRunners runners =
        TaskRunners.of(
            plan,
            new PlanModels(
                models.embeddingModel(),
                models.embedder(),
                LabelVectorFile.open(config.inferenceDirectory(), models.embeddingModel()),
                models.lookup(),
                threads,
                taskMeters),
            answers);
    Clock clock = Clock.systemUTC();
    pauses = new PauseReader(config, models, meters);
    instance =
        new StreamsInstance(
            config,
            PlannedPipeline.of(plan, config.names(), models.embeddingModel(), runners),
            runners,
            StreamsService::signal,
            meters,
            engineMeters,
            clock);
    RecentWrites writes = new RecentWrites(clock);
    SinkMeters sinkMeters = new SinkMeters(registry);
    activity = new ActivityLog(new ActivityTotals(registry));
    reports =
        new SinkReportReader(
            config,
            report -> {
              sinkMeters.add(report);
              writes.add(report);
              activity.add(report);
            });
    LagSources sources =
        AppLagSources.of(
            config, plan, database, instance::isReady, () -> ModelState.worst(models.states()));
    sampler = new LagSampler(() -> new LagTracker(new LagReader(sources, clock), TREND_KEPT));
    StatusData data =
        new StatusData(
            new StatusData.Source(
                sampler::look,
                writes,
                registry,
                () -> models.states().stream().map(ModelState::document).toList(),
                this::underWay,
                instance::isReady,
                config.generation()),
            clock);
    LagMeters lagMeters = new LagMeters(registry, clock);
    sampler.tell(
        lag -> {
          data.sampled(lag);
          lagMeters.read(lag);
        });
    upgrades =
        database.map(
            access ->
                new UpgradeWatch(
                    () -> Connections.open(access, config.names()), config.names(), plan));
    status =
        new StatusServer(
            config.statusHost(),
            config.statusPort(),
            registry,
            new StatusServer.Health(instance::health, models::states),
            data,
            database.map(access -> failures(config, plan, access)),
            new StatusToken(config.statusToken()));
  }

  private StatusData.UnderWay underWay() {
    UpgradeWatch.Look look = upgrades.map(UpgradeWatch::look).orElse(UpgradeWatch.Look.NOTHING);
    return new StatusData.UnderWay(
        look.upgrade().stream().map(StreamsService::withoutLag).toList(),
        look.replay().map(replay -> new StatusData.Replayed(replay.asked(), replay.total())));
  }

  /** The page reads the lag of its own generation only, and has a list of all failures. */
  private static Map<String, Object> withoutLag(UpgradeStatus.Progress progress) {
    Map<String, Object> document = new LinkedHashMap<>(progress.document());
    document.remove("behind_seconds");
    document.remove("failures");
    return document;
  }

  private static FailureDesk failures(
      MillraceConfig config, EnrichmentPlan plan, DatabaseAccess access) {
    return new ServedFailures(
        Failures.of(
            new KafkaAccess(config.bootstrapServers(), config.kafkaClient()),
            config.registry(),
            config.names(),
            plan,
            () -> Connections.connect(access, config.names())));
  }

  private static EnrichmentPlan plan(MillraceConfig config) {
    EnrichmentPlan plan = PlanReader.read(config.planFile());
    return config.embeddingModel().map(plan::withEmbeddingModel).orElse(plan);
  }

  private static String signal(CapturedTable table, List<String> captured, List<String> others) {
    return SnapshotSignals.read(table.schema(), table.name(), table.keyColumn(), captured, others);
  }

  private static PipelineMeters meters(PrometheusMeterRegistry registry, EnrichmentPlan plan) {
    new ProcessorMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    PipelineMeters meters = new PipelineMeters(registry);
    for (TablePlan table : plan.tables().values()) {
      table.tasks().forEach(task -> meters.register(task.column()));
    }
    return meters;
  }

  private static ModelServiceSettings serviceSettings(MillraceConfig config) {
    ModelServiceSettings defaults = ModelServiceSettings.defaults();
    return new ModelServiceSettings(
        defaults.maximumBatch(),
        defaults.maximumBatchCharacters(),
        defaults.concurrentBatches(),
        config.cacheBytes(),
        defaults.retryAfter(),
        defaults.closeTimeout());
  }

  /**
   * Starts everything and waits until it is stopped or an application fails for good. At a signal
   * to end it returns, so that the caller closes it before the process begins to end.
   *
   * @return whether a signal ended it
   */
  public boolean run() throws InterruptedException {
    AtomicBoolean isAsked = new AtomicBoolean();
    StopSignals.onEach(
        () -> {
          isAsked.set(true);
          instance.stopWaiting();
        });
    // For an end by other ways.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "millrace-shutdown"));
    models.awaitOpen();
    try {
      status.start();
      pauses.start();
      reports.start();
      activity.start();
      sampler.start();
      upgrades.ifPresent(UpgradeWatch::start);
      instance.start();
      instance.awaitStop();
      return isAsked.get();
    } catch (RuntimeException e) {
      LOG.error("The applications cannot run", e); // the command prints a sentence, not the cause
      throw e;
    }
  }

  /** Commits, stops and closes everything; may be called twice. */
  @Override
  public void close() {
    instance.close();
    answers.close();
    pauses.close();
    models.close();
    cache.ifPresent(DiskCache::close);
    reports.close();
    activity.close();
    sampler.close();
    upgrades.ifPresent(UpgradeWatch::close);
    status.close();
  }
}
