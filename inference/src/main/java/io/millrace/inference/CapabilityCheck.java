package io.millrace.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares what a model can do with what the plan and the database want of it. Pure. */
public final class CapabilityCheck {
  private CapabilityCheck() {}

  /**
   * Finds everything that does not fit.
   *
   * @param planModel name of the embedding model in the plan
   * @param model what the provider's model says about itself
   * @param columns dimensions of the vector columns that exist already, by {@code table.column}
   * @return a sentence for each problem, which says what to change; empty if all fits
   */
  public static List<String> problems(
      String planModel, ModelDescription model, Map<String, Integer> columns) {
    List<String> problems = new ArrayList<>();
    if (!model.name().equals(planModel)) {
      problems.add(
          "The plan embeds with %s, but the provider gives %s: make embedding_model in the plan and the provider's model equal."
              .formatted(planModel, model.name()));
    }
    new TreeMap<>(columns)
        .forEach(
            (column, dimensions) -> {
              if (dimensions != model.dimensions()) {
                problems.add(misfit(column, dimensions, model));
              }
            });
    return problems;
  }

  private static String misfit(String column, int dimensions, ModelDescription model) {
    return ("%s holds vectors of %d dimensions, but %s gives %d: choose a model of %d dimensions in the"
            + " plan, or move to this one with millrace upgrade.")
        .formatted(column, dimensions, model.name(), model.dimensions(), dimensions);
  }

  /**
   * Finds models in the settings that are not the plan's: the plan alone names models, and Hugging
   * Face knows them by the same names.
   *
   * @param embedding the plan's embedding model
   * @param classification the models that classify tasks of the plan name; may be empty
   * @return sentences as in {@link #problems(String, ModelDescription, Map)}
   */
  public static List<String> problems(
      String embedding, Set<String> classification, ProviderSettings settings) {
    List<String> problems = new ArrayList<>();
    named(settings, "millrace.embedding")
        .filter(name -> !name.equals(embedding))
        .ifPresent(
            name ->
                problems.add(
                    "The plan embeds with %s, but millrace.embedding.model (or HF_EMBEDDING_MODEL) names %s: make them equal."
                        .formatted(embedding, name)));
    named(settings, "millrace.classification")
        .filter(name -> !classification.contains(name))
        .ifPresent(
            name ->
                problems.add(
                    "millrace.classification.model (or HF_CLASSIFICATION_MODEL) names %s, but no classify task of the plan has it as its model: name it there."
                        .formatted(name)));
    return problems;
  }

  private static Optional<String> named(ProviderSettings settings, String task) {
    boolean isHuggingFace =
        settings.text(task + ".provider").filter("hugging-face"::equals).isPresent();
    return settings.text(task + ".model").filter(unused -> isHuggingFace);
  }
}
