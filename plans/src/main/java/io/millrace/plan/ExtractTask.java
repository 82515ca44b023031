package io.millrace.plan;

import java.util.List;
import java.util.Optional;

/**
 * Finds structured facts in the texts of a row.
 *
 * @param column the jsonb column
 * @param from the text columns, at least one
 * @param extractor the name of what finds them, such as {@code credentials}
 * @param entities the published name of a model for named entities whose finds are merged with
 *     those of the extractor's rules; empty: the rules alone
 */
public record ExtractTask(
    String column, List<String> from, String extractor, Optional<String> entities)
    implements PlanTask {
  public ExtractTask {
    from = List.copyOf(from);
  }
}
