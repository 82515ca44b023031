package io.millrace.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One profile of the sample, as a JSON object whose keys are column names of {@code profiles}.
 *
 * <p>Safe to share between threads. A JSON null, or an absent key, is SQL NULL; a blank text stays
 * the blank text that it is.
 */
public final class SampleProfile {
  private final UUID id;
  private final ObjectNode columns;

  /**
   * Copies the object.
   *
   * @throws IllegalArgumentException if {@code id} is missing or not a UUID
   */
  SampleProfile(ObjectNode columns) {
    this.columns = columns.deepCopy();
    this.id = UUID.fromString(columns.path(ProfileColumn.ID.columnName()).asText());
  }

  /** The primary key. */
  public UUID id() {
    return id;
  }

  /** The value of a text column, or null where the column is NULL or holds no text. */
  public @Nullable String text(ProfileColumn column) {
    return value(column).textValue();
  }

  /** A copy of the JSON form. */
  public ObjectNode toJson() {
    return columns.deepCopy();
  }

  /** The value of a column, a missing or null node where the column is NULL. */
  JsonNode value(ProfileColumn column) {
    return columns.path(column.columnName());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SampleProfile profile && columns.equals(profile.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  /** Names the key only: the texts of a row belong in no log. */
  @Override
  public String toString() {
    return "SampleProfile[id=" + id + "]";
  }
}
