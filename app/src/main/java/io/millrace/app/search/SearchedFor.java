package io.millrace.app.search;

/** What rows are compared with. */
public sealed interface SearchedFor {
  /**
   * A text's vector.
   *
   * @param vector as pgvector reads it, of the model of the columns that are searched
   * @param isTruncated whether the model read only the beginning of the text
   */
  record Text(String vector, boolean isTruncated) implements SearchedFor {}

  /**
   * A row of the same table, which is not found itself.
   *
   * @param key its primary key as text
   */
  record Row(String key) implements SearchedFor {}
}
