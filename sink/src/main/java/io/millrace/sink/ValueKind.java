package io.millrace.sink;

import java.util.Set;

/** What a column that Millrace fills holds. */
enum ValueKind {
  /** An embedding in pgvector's type {@code vector}. */
  VECTOR,
  /** Labels or credentials as jsonb. */
  JSON;

  private static final String BUILT_IN = "pg_catalog";
  private static final Set<String> JSON_TYPES = Set.of("json", "jsonb");

  /** Whether a column of this type may hold such values; of a domain it is taken on trust. */
  boolean accepts(ColumnType type) {
    boolean builtIn = type.schema().equals(BUILT_IN);
    return this == VECTOR ? !builtIn : !builtIn || JSON_TYPES.contains(type.name());
  }
}
