package io.millrace.plan;

/**
 * Columns of a table that say how its results came about.
 *
 * @param model holds the embedding model's name; added where the table has embed tasks
 * @param embeddedAt when a vector was last written; added where the table has embed tasks
 * @param classifiedAt when a label or fact was last written; added where the table has such tasks
 * @param metadata the host's jsonb column that gets a copy of the provenance if it exists; never
 *     added
 */
public record BookkeepingColumns(
    String model, String embeddedAt, String classifiedAt, String metadata) {
  /** The names that are used where the plan gives none. */
  public static final BookkeepingColumns STANDARD =
      new BookkeepingColumns(
          "embeddings_model",
          "embeddings_updated_at",
          "classification_updated_at",
          "enrichment_metadata");
}
