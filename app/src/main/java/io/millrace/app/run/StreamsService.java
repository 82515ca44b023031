package io.millrace.app.run;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.UserException;
import io.millrace.inference.AnswerStore;
import io.millrace.inference.CapabilityCheck;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.ModelServiceSettings;
import io.millrace.inference.Priority;
import io.millrace.inference.ProviderSettings;
import io.millrace.inference.disk.DiskCache;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.TablePlan;
import io.millrace.topology.PlannedPipeline;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.SettingsCheck;
import io.millrace.topology.runtime.StreamsInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Streams applications alone, as {@code millrace run} runs them. */
public final class StreamsService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);

  private final Optional<DiskCache> cache;
  private final EmbeddingService embeddings;
  private final StreamsInstance instance;
  private final SinkReportReader reports;
  private final StatusServer status;

  /**
   * Builds everything and starts nothing.
   *
   * @param settings keys of {@link MillraceConfig}
   * @throws UserException with every problem of the settings at once
   */
  public StreamsService(Map<String, String> settings) {
    List<String> problems = SettingsCheck.problems(MillraceConfig.definition(), settings);
    if (!problems.isEmpty()) {
      throw UserException.failure(String.join("\n", problems));
    }
    MillraceConfig config = new MillraceConfig(settings);
    EnrichmentPlan plan = PlanReader.read(config.planFile());
    warnOfTasksThatDoNotRun(plan);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    PipelineMeters meters = meters(registry, plan);
    cache =
        Optional.of(config.diskCacheBytes())
            .filter(bytes -> bytes > 0)
            .map(bytes -> DiskCache.open(config.inferenceDirectory(), bytes));
    EmbeddingModel model = openModel(plan, config.providerSettings());
    meters.watch(model);
    embeddings =
        new EmbeddingService(
            model,
            serviceSettings(config),
            meters,
            cache.map(DiskCache::embeddings).orElseGet(AnswerStore::none));
    instance =
        new StreamsInstance(
            config,
            PlannedPipeline.of(plan, config.names(), embeddings.description()),
            (text, isFresh, task) ->
                embeddings.embed(text, isFresh ? Priority.FRESH : Priority.BACKLOG, task),
            meters);
    reports = new SinkReportReader(config, new SinkMeters(registry)::add);
    status = new StatusServer(config.statusHost(), config.statusPort(), registry, instance);
  }

  private static EmbeddingModel openModel(EnrichmentPlan plan, ProviderSettings settings) {
    List<String> problems = CapabilityCheck.problems(plan.embeddingModel(), Set.of(), settings);
    if (!problems.isEmpty()) {
      throw UserException.failure(String.join("\n", problems));
    }
    return EmbeddingModels.open(plan.embeddingModel(), settings);
  }

  private static PipelineMeters meters(PrometheusMeterRegistry registry, EnrichmentPlan plan) {
    new ProcessorMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    PipelineMeters meters = new PipelineMeters(registry);
    for (TablePlan table : plan.tables().values()) {
      table.embed().forEach(task -> meters.register(task.column()));
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

  private static void warnOfTasksThatDoNotRun(EnrichmentPlan plan) {
    for (TablePlan table : plan.tables().values()) {
      int others = table.classify().size() + table.extract().size();
      if (others > 0) {
        LOG.warn(
            "{} classify and extract tasks of table {} are not run by this version; their columns"
                + " stay NULL",
            others,
            table.name());
      }
    }
  }

  /** Starts everything and waits until it is stopped or an application fails for good. */
  public void run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "millrace-shutdown"));
    try {
      status.start();
      reports.start();
      instance.start();
      instance.awaitStop();
    } catch (RuntimeException e) {
      LOG.error("The applications cannot run", e); // the command prints a sentence, not the cause
      throw e;
    }
  }

  /** Commits, stops and closes everything; may be called twice. */
  @Override
  public void close() {
    instance.close();
    embeddings.close();
    cache.ifPresent(DiskCache::close);
    reports.close();
    status.close();
  }
}
