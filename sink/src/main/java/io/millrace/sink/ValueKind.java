package io.millrace.sink;

/** What a column that Millrace fills holds. */
enum ValueKind {
  /** An embedding in pgvector's type {@code vector}. */
  VECTOR,
  /** Labels or credentials as jsonb. */
  JSON
}
