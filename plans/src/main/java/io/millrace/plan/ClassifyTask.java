package io.millrace.plan;

import java.util.List;
import java.util.OptionalInt;

/**
 * Chooses labels for the texts of a row.
 *
 * @param column the jsonb column
 * @param from the text columns, at least one
 * @param labels what may be chosen
 * @param top how many labels at most, 1 or more; empty: as many as are sure enough
 * @param atLeast the least confidence of a label that is kept, 0 to 1
 * @param classifier which model judges
 * @param form how the result is written
 * @param stripHtml whether tags are taken out of the texts before a model sees them; the input hash
 *     is of the raw texts all the same
 */
public record ClassifyTask(
    String column,
    List<String> from,
    LabelSet labels,
    OptionalInt top,
    double atLeast,
    ClassifierChoice classifier,
    ClassificationForm form,
    boolean stripHtml)
    implements PlanTask {
  public ClassifyTask {
    from = List.copyOf(from);
  }
}
