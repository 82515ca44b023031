package io.millrace.inference;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A model that finds the names of persons, organisations, places and other things in a text. */
public interface EntityModel extends Model {
  /**
   * Finds entities; the result holds one outcome per text, in their order. Faults are as in {@link
   * ClassificationModel#classify}.
   *
   * @param texts as {@link TextNormalizer} leaves them, never blank
   */
  CompletionStage<List<ModelOutcome<Entities>>> extract(List<String> texts);
}
