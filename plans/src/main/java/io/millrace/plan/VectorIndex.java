package io.millrace.plan;

/** Which index a vector column gets. */
public enum VectorIndex {
  NONE,
  /** pgvector's graph index by cosine distance; at most 2,000 dimensions. */
  HNSW
}
