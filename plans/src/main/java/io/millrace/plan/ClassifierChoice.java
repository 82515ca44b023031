package io.millrace.plan;

import java.util.Optional;

/**
 * Which model answers a classify task.
 *
 * @param model {@link #SIMILARITY}, or the published name of a model for zero-shot classification
 * @param fallback what is asked where that model cannot answer or is not sure; empty: nothing
 */
public record ClassifierChoice(String model, Optional<Fallback> fallback) {
  /**
   * The name of the classifier that needs no model of its own: the plan's embedding model compares
   * texts with what labels say.
   */
  public static final String SIMILARITY = "similarity";

  /**
   * The second model.
   *
   * @param model as above, and another than the first
   * @param below confidence of the first label, 0 to 1, under which it is asked; 0: only where the
   *     first model cannot answer
   */
  public record Fallback(String model, double below) {}
}
