package io.millrace.inference;

/** Where a remembered answer was found. */
public enum CacheTier {
  MEMORY,
  DISK
}
