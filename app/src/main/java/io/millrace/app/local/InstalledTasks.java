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
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.task.DescribedModels;
import io.millrace.topology.task.PlanTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The models and tasks of a generation as its applications see them. */
public final class InstalledTasks {
  private InstalledTasks() {}

  /**
   * The embedding model.
   *
   * @throws UserException if nobody runs it, or its provider does not answer and is not known yet
   */
  public static ModelDescription embeddingModel(
      Installation installation, PlannedGeneration generation) {
    try {
      return EmbeddingModels.describe(
          generation.plan().embeddingModel(), providers(installation, generation));
    } catch (InferenceException e) {
      throw refused(generation, e);
    }
  }

  /**
   * Asks whoever embeds for one vector, whatever is known of an earlier one.
   *
   * @throws UserException if nobody runs the model, or its provider does not answer
   */
  public static void ask(Installation installation, PlannedGeneration generation) {
    try {
      EmbeddingModels.describe(
          generation.plan().embeddingModel(), generation.providers(installation));
    } catch (InferenceException e) {
      throw refused(generation, e);
    }
  }

  /**
   * Loads the embedding model, which the caller closes.
   *
   * @throws InferenceException if nobody runs it, or its provider refuses
   */
  public static EmbeddingModel openEmbeddingModel(
      Installation installation, PlannedGeneration generation) {
    return EmbeddingModels.open(
        generation.plan().embeddingModel(), providers(installation, generation));
  }

  /**
   * The versions of all tasks, as the running applications compute them.
   *
   * @throws UserException as {@link #embeddingModel} does, of any model that the plan names
   */
  public static List<TaskVersion> versions(
      Installation installation, PlannedGeneration generation) {
    ProviderSettings providers = providers(installation, generation);
    DescribedModels models =
        new DescribedModels(
            embeddingModel(installation, generation),
            name -> ClassificationModels.describe(name, providers),
            name -> EntityModels.describe(name, providers));
    List<TaskVersion> versions = new ArrayList<>();
    try {
      PlanTasks.of(generation.plan(), models)
          .forEach(
              (table, tasks) ->
                  tasks.forEach(
                      task ->
                          versions.add(
                              new TaskVersion(
                                  table, task.column(), task.version(), task.model()))));
    } catch (InferenceException e) {
      throw refused(generation, e);
    }
    return versions;
  }

  /**
   * With the memory of the applications, so that a provider that is down now is known. Where they
   * have none yet, nothing is left behind by asking.
   */
  private static ProviderSettings providers(
      Installation installation, PlannedGeneration generation) {
    Map<String, String> values = new HashMap<>(generation.providers(installation).values());
    Path memory = StreamsProcess.inferenceDirectory(installation, generation.number());
    if (Files.isDirectory(memory)) {
      values.putIfAbsent(MillraceConfig.INFERENCE_DIRECTORY, memory.toString());
    }
    return ProviderSettings.of(values);
  }

  private static UserException refused(PlannedGeneration generation, InferenceException e) {
    String problem =
        e.getMessage() == null ? "A model of the plan cannot be described." : e.getMessage();
    return UserException.failure(
        generation
            .ownProvider()
            .map(
                provider ->
                    "%s (Who embeds for generation %d, %s, is said by --provider and the options beside it; see docs/upgrade.md.)"
                        .formatted(problem, generation.number(), provider.title()))
            .orElse(problem),
        e);
  }
}
