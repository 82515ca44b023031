package io.millrace.plan;

import java.util.List;

/**
 * Finds structured facts in the texts of a row.
 *
 * @param column the jsonb column
 * @param from the text columns, at least one
 * @param extractor the name of what finds them, such as {@code credentials}
 */
public record ExtractTask(String column, List<String> from, String extractor) implements PlanTask {
  public ExtractTask {
    from = List.copyOf(from);
  }
}
