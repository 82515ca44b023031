package io.millrace.stack;

import java.util.Locale;

/** The parts of the local stack, in the order in which they start. */
public enum PartName {
  POSTGRES,
  KAFKA,
  REGISTRY,
  CONNECT,
  /** The applications of the oldest generation that is computed, and rows. */
  STREAMS,
  /** The application of a further generation, while there is one. */
  STREAMS_NEXT;

  /**
   * Returns whether the part is a program of the caller, which only {@code startStreams} starts.
   */
  public boolean isStreams() {
    return this == STREAMS || this == STREAMS_NEXT;
  }

  /** Returns the name that users, files and logs see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
