package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.TaskVersion;
import io.millrace.inference.ClassificationModels;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.EntityModels;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.task.DescribedModels;
import io.millrace.topology.task.PlanTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The models and tasks of an installation as its applications see them. */
public final class InstalledTasks {
  private InstalledTasks() {}

  /**
   * The plan's embedding model.
   *
   * @throws UserException if nobody runs it, or its provider does not answer and is not known yet
   */
  public static ModelDescription embeddingModel(Installation installation, EnrichmentPlan plan) {
    try {
      return EmbeddingModels.describe(plan.embeddingModel(), providers(installation));
    } catch (InferenceException e) {
      throw refused(e);
    }
  }

  /**
   * Loads the plan's embedding model, which the caller closes.
   *
   * @throws InferenceException if nobody runs it, or its provider refuses
   */
  public static EmbeddingModel openEmbeddingModel(Installation installation, EnrichmentPlan plan) {
    return EmbeddingModels.open(plan.embeddingModel(), providers(installation));
  }

  /**
   * The versions of all tasks, as the running applications compute them.
   *
   * @throws UserException as {@link #embeddingModel} does, of any model that the plan names
   */
  public static List<TaskVersion> versions(Installation installation, EnrichmentPlan plan) {
    ProviderSettings providers = providers(installation);
    DescribedModels models =
        new DescribedModels(
            embeddingModel(installation, plan),
            name -> ClassificationModels.describe(name, providers),
            name -> EntityModels.describe(name, providers));
    List<TaskVersion> versions = new ArrayList<>();
    try {
      PlanTasks.of(plan, models)
          .forEach(
              (table, tasks) ->
                  tasks.forEach(
                      task ->
                          versions.add(
                              new TaskVersion(
                                  table, task.column(), task.version(), task.model()))));
    } catch (InferenceException e) {
      throw refused(e);
    }
    return versions;
  }

  /** With the memory of the applications, so that a provider that is down now is known. */
  private static ProviderSettings providers(Installation installation) {
    Map<String, String> values = new HashMap<>();
    Path state = StreamsProcess.stateDirectory(installation);
    values.put(MillraceConfig.INFERENCE_DIRECTORY, state.resolve("inference").toString());
    values.putAll(installation.providers().values());
    return ProviderSettings.of(values);
  }

  private static UserException refused(InferenceException e) {
    return UserException.failure(
        e.getMessage() == null ? "A model of the plan cannot be described." : e.getMessage(), e);
  }
}
