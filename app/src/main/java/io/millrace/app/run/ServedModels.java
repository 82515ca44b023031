package io.millrace.app.run;

import io.millrace.app.UserException;
import io.millrace.inference.AnswerStore;
import io.millrace.inference.CapabilityCheck;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.ClassificationModels;
import io.millrace.inference.ClassificationService;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.EntityModel;
import io.millrace.inference.EntityModels;
import io.millrace.inference.EntityService;
import io.millrace.inference.InferenceException;
import io.millrace.inference.Model;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ModelServiceSettings;
import io.millrace.inference.ProviderHealth;
import io.millrace.inference.ProviderSettings;
import io.millrace.inference.disk.DiskCache;
import io.millrace.plan.ClassifierChoice;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.topology.task.PlanModels;
import io.millrace.topology.task.TextEmbedder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models that a plan names, each opened once, behind the services that share them. What they
 * ask of a provider is decided by settings, not by the plan.
 *
 * <p>To be built and closed by one thread; what it hands out is threadsafe.
 */
public final class ServedModels implements AutoCloseable {
  private final ProviderSettings settings;
  private final ModelServiceSettings serviceSettings;
  private final ModelMetrics metrics;
  private final Consumer<Model> watch;
  private final Optional<DiskCache> cache;
  private final EmbeddingModel embeddingModel;
  private final EmbeddingService embeddings;
  private final Map<String, ClassificationService> classifications = new HashMap<>();
  private final Map<String, EntityService> entities = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();
  private final List<Runnable> closing = new ArrayList<>();
  private final List<Runnable> pausing = new ArrayList<>();
  private final List<Runnable> resuming = new ArrayList<>();
  private volatile boolean isPaused;

  private record Use(String model, String use, Supplier<ProviderHealth> health) {
    ModelState state() {
      ProviderHealth now = health.get();
      return new ModelState(model, use, now.state().name().toLowerCase(Locale.ROOT), now.reason());
    }
  }

  /**
   * Begins to open the plan's embedding model; others are opened when a task asks for them.
   *
   * @param watch told of every model that is opened
   * @param cache of answers on disk; stays open
   * @throws UserException with every problem of the settings at once, or if the model cannot run
   */
  public ServedModels(
      EnrichmentPlan plan,
      ProviderSettings settings,
      ModelServiceSettings serviceSettings,
      ModelMetrics metrics,
      Consumer<Model> watch,
      Optional<DiskCache> cache) {
    this.settings = settings;
    this.serviceSettings = serviceSettings;
    this.metrics = metrics;
    this.watch = watch;
    this.cache = cache;
    List<String> problems =
        CapabilityCheck.problems(plan.embeddingModel(), classifiersOf(plan), settings);
    if (!problems.isEmpty()) {
      throw UserException.failure(String.join("\n", problems));
    }
    embeddingModel = opened(() -> EmbeddingModels.beginOpening(plan.embeddingModel(), settings));
    embeddings =
        new EmbeddingService(
            embeddingModel,
            serviceSettings,
            metrics,
            cache.map(DiskCache::embeddings).orElseGet(AnswerStore::none));
    register(embeddingModel, "embed", embeddings::close);
    pausing.add(embeddings::pause);
    resuming.add(embeddings::resume);
  }

  /** The names of the models that classify tasks of a plan name, their fallbacks included. */
  private static Set<String> classifiersOf(EnrichmentPlan plan) {
    return plan.tables().values().stream()
        .flatMap(table -> table.classify().stream())
        .map(task -> task.classifier())
        .flatMap(
            choice ->
                Stream.concat(
                    Stream.of(choice.model()),
                    choice.fallback().stream().map(ClassifierChoice.Fallback::model)))
        .filter(name -> !name.equals(ClassifierChoice.SIMILARITY))
        .collect(Collectors.toSet());
  }

  private static <M> M opened(Supplier<M> open) {
    try {
      return open.get();
    } catch (InferenceException e) {
      throw UserException.failure(e.getMessage() == null ? "A model cannot run." : e.getMessage());
    }
  }

  private void register(Model model, String use, Runnable close) {
    watch.accept(model);
    uses.add(new Use(model.description().name(), use, model::health));
    closing.add(0, close);
  }

  /**
   * Returns when the plan's embedding model can answer.
   *
   * @throws UserException if it cannot run
   */
  void awaitOpen() {
    opened(
        () -> {
          embeddingModel.awaitOpen();
          return embeddingModel;
        });
  }

  /** The plan's embedding model. */
  public ModelDescription embeddingModel() {
    return embeddings.description();
  }

  /** Embeds by it. */
  public TextEmbedder embedder() {
    return new ServedEmbeddings(embeddings);
  }

  /** Finds the models that tasks name; to be called while the tasks are put together. */
  public PlanModels.ModelLookup lookup() {
    return new PlanModels.ModelLookup(
        name -> new ServedLabels(classifications.computeIfAbsent(name, this::classification)),
        name -> new ServedEntities(entities.computeIfAbsent(name, this::entity)));
  }

  private ClassificationService classification(String name) {
    ClassificationModel model = opened(() -> ClassificationModels.open(name, settings));
    ClassificationService service =
        new ClassificationService(
            model,
            serviceSettings,
            metrics,
            cache.map(DiskCache::classifications).orElseGet(AnswerStore::none));
    register(model, "classify", service::close);
    pausing.add(service::pause);
    resuming.add(service::resume);
    return service;
  }

  private EntityService entity(String name) {
    EntityModel model = opened(() -> EntityModels.open(name, settings));
    EntityService service = new EntityService(model, serviceSettings, metrics);
    register(model, "extract", service::close);
    pausing.add(service::pause);
    resuming.add(service::resume);
    return service;
  }

  /** How each model fares now; of one that is asked nothing, nothing else is known. */
  public List<ModelState> states() {
    return uses.stream()
        .map(use -> isPaused ? ModelState.paused(use.model(), use.use()) : use.state())
        .toList();
  }

  /** Asks the models nothing until {@link #resume}; to be called when all of them are open. */
  void pause() {
    isPaused = true;
    pausing.forEach(Runnable::run);
  }

  /** Asks the models again what waits. */
  void resume() {
    isPaused = false;
    resuming.forEach(Runnable::run);
  }

  /** Closes all services and their models, those opened last first. */
  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
