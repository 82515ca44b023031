package io.millrace.plan;

import java.util.List;

/**
 * Turns texts of a row into a vector by the plan's embedding model.
 *
 * @param column the vector column
 * @param from the text columns, at least one
 * @param index the index of the vector column
 */
public record EmbedTask(String column, List<String> from, VectorIndex index) implements PlanTask {
  public EmbedTask {
    from = List.copyOf(from);
  }
}
