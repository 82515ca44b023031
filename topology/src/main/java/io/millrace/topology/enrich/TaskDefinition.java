package io.millrace.topology.enrich;

import java.util.List;

/**
 * A task as the application runs it.
 *
 * @param column the column that it fills; its name within a table
 * @param from the columns that it reads, in the order that the input hash joins them
 * @param version fingerprint of model, revision, dimensions and preprocessing, 16 hex digits
 * @param model the model's name as published
 */
public record TaskDefinition(String column, List<String> from, String version, String model) {
  public TaskDefinition {
    from = List.copyOf(from);
  }
}
