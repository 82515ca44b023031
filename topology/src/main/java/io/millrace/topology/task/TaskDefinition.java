package io.millrace.topology.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the application runs it.
 *
 * @param column the column that it fills; its name within a table
 * @param from the columns that it reads, in the order that the input hash joins them
 * @param version fingerprint of all that decides its answers, 16 hex digits: model, revision,
 *     dimensions and preprocessing; of a classification its labels, of an extraction its rules too
 * @param model the model's name as published
 * @param nothing the JSON of an answer that found nothing, which is that of blank inputs too; null:
 *     the task makes vectors, and blank inputs clear the column
 */
public record TaskDefinition(
    String column, List<String> from, String version, String model, @Nullable String nothing) {
  public TaskDefinition {
    from = List.copyOf(from);
  }

  /** A task that makes vectors. */
  public TaskDefinition(String column, List<String> from, String version, String model) {
    this(column, from, version, model, null);
  }
}
