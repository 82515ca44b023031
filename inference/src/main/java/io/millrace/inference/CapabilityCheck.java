package io.millrace.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the models that settings name with those of the plan. Pure. Whether the database's
 * columns fit a model is found out where columns are known, by the preparation of the database.
 */
public final class CapabilityCheck {
  private CapabilityCheck() {}

  /**
   * Finds models in the settings that are not the plan's: the plan alone names models, and Hugging
   * Face knows them by the same names.
   *
   * @param embedding the plan's embedding model
   * @param classification the models that classify tasks of the plan name; may be empty
   * @return a sentence for each problem, which says what to change; empty if all fits
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
