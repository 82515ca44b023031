package io.millrace.schemas;

/** How large records may be that carry the texts of rows. */
public final class RecordSize {
  /**
   * Bytes of the largest record, 16 MiB: Kafka's own limit of 1 MiB is less than a text column may
   * hold, and a row above it would stop the capture of all others.
   */
  public static final int LARGEST_BYTES = 16 * 1024 * 1024;

  /** A segment that it fits in; a broker refuses a record that is larger than its segment. */
  public static final int LEAST_SEGMENT_BYTES = LARGEST_BYTES + 1024 * 1024;

  private RecordSize() {}
}
