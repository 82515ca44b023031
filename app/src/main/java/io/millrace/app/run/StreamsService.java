package io.millrace.app.run;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.UserException;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.EmbeddingServiceSettings;
import io.millrace.inference.ProviderSettings;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.TablePlan;
import io.millrace.topology.PlannedPipeline;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.SettingsCheck;
import io.millrace.topology.runtime.StreamsInstance;
import io.millrace.topology.task.PlanModels;
import io.millrace.topology.task.TaskAnswers;
import io.millrace.topology.task.TaskRunners;
import io.millrace.topology.task.TaskThreads;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Streams applications alone, as {@code millrace run} runs them. */
public final class StreamsService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
  private static final long ANSWER_CACHE_BYTES = 16L * 1024 * 1024;

  private final EmbeddingService embeddings;
  private final TaskAnswers answers;
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
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    TaskMeters taskMeters = new TaskMeters(registry);
    PipelineMeters meters = meters(registry, plan);
    embeddings =
        new EmbeddingService(
            EmbeddingModels.open(plan.embeddingModel(), ProviderSettings.defaults()),
            serviceSettings(config),
            meters);
    TaskThreads threads = TaskThreads.standard();
    answers = new TaskAnswers(threads, taskMeters, ANSWER_CACHE_BYTES);
    TaskRunners runners =
        TaskRunners.of(
            plan,
            new PlanModels(
                embeddings.description(), embeddings::embed, NO_OTHER_MODELS, threads, taskMeters),
            answers);
    instance =
        new StreamsInstance(
            config,
            PlannedPipeline.of(plan, config.names(), embeddings.description(), runners),
            runners,
            meters);
    reports = new SinkReportReader(config, new SinkMeters(registry)::add);
    status =
        new StatusServer(
            config.statusHost(), config.statusPort(), registry, instance, this::models);
  }

  private static PipelineMeters meters(PrometheusMeterRegistry registry, EnrichmentPlan plan) {
    new ProcessorMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    PipelineMeters meters = new PipelineMeters(registry);
    for (TablePlan table : plan.tables().values()) {
      table.tasks().forEach(task -> meters.register(task.column()));
    }
    return meters;
  }

  private static EmbeddingServiceSettings serviceSettings(MillraceConfig config) {
    EmbeddingServiceSettings defaults = EmbeddingServiceSettings.defaults();
    return new EmbeddingServiceSettings(
        defaults.maximumBatch(),
        defaults.maximumBatchCharacters(),
        defaults.concurrentBatches(),
        config.cacheBytes(),
        defaults.retryAfter(),
        defaults.closeTimeout());
  }

  /** How the models of the plan fare; those in this process answer. */
  private List<ModelState> models() {
    return List.of(ModelState.ok(embeddings.description().name(), "embed"));
  }

  /** Only the embedding model is found by this version. */
  private static final PlanModels.ModelLookup NO_OTHER_MODELS =
      PlanModels.ModelLookup.refusing(StreamsService::unknown);

  private static UserException unknown(String model) {
    return UserException.failure(
        "No provider on the class path runs \"" + model + "\"; correct the plan or add one.");
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
    answers.close();
    embeddings.close();
    reports.close();
    status.close();
  }
}
