package io.millrace.app.adopt;

import io.millrace.app.UserException;
import io.millrace.connectors.HeldRows.ModelColumn;
import java.util.List;
import java.util.Optional;

/**
 * Which vectors are to be adopted, and what their owner says of them.
 *
 * @param model that made all of them; empty: the column says it
 * @param modelColumn says for each row which model made its vectors; empty: {@code model} did
 * @param table only this one, by its name without schema; empty: all
 * @param columns only these; none: all
 * @param sample how many rows are looked at before, 1 to 1000
 * @param leastCosine of a vector with that of the row's present text from which on they agree,
 *     above 0, at most 1
 * @param isAnyway whether the others are adopted though some of the sample disagree
 */
public record AdoptionRequest(
    Optional<String> model,
    Optional<ModelColumn> modelColumn,
    Optional<String> table,
    List<String> columns,
    int sample,
    double leastCosine,
    boolean isAnyway) {
  /** The sample is held in memory, with its texts. */
  private static final int LARGEST_SAMPLE = 1_000;

  /**
   * @throws UserException if nobody names the model, or a number is out of its range
   */
  public AdoptionRequest {
    columns = List.copyOf(columns);
    if (model.isEmpty() && modelColumn.isEmpty()) {
      throw UserException.usage(
          "Say which model made the vectors: with --model NAME for all of them, or with"
              + " --model-column COLUMN if each row says it.");
    }
    if (sample < 1 || sample > LARGEST_SAMPLE) {
      throw UserException.usage("--sample must be from 1 to " + LARGEST_SAMPLE + ".");
    }
    if (!(leastCosine > 0 && leastCosine <= 1)) {
      throw UserException.usage("--least-cosine must be above 0 and at most 1.");
    }
  }
}
