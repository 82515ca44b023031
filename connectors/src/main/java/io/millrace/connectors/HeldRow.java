package io.millrace.connectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that holds vectors which Millrace did not write, with the texts that stand beside them now.
 *
 * @param key primary key as text
 * @param vectors one for each column of which there is one, in the order that was asked for
 */
public record HeldRow(String key, List<HeldVector> vectors) {
  public HeldRow {
    vectors = List.copyOf(vectors);
  }

  /**
   * A vector as the table holds it.
   *
   * @param column that it stands in
   * @param texts raw texts of the columns that the column's task reads, in its order; null is SQL's
   *     NULL
   * @param vector of whatever length and dimensions
   * @param source that the host's metadata name; null: none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record HeldVector(
      String column, List<@Nullable String> texts, float[] vector, @Nullable String source) {
    public HeldVector {
      texts = Collections.unmodifiableList(new ArrayList<>(texts)); // List.copyOf refuses null
    }

    /** Without text and vector, which are private. */
    @Override
    public String toString() {
      return "HeldVector[column=" + column + ']';
    }
  }
}
