package io.millrace.stack;

import java.util.Locale;

/** The parts of the local stack, in the order in which they start. */
public enum PartName {
  POSTGRES,
  KAFKA,
  REGISTRY,
  CONNECT,
  STREAMS;

  /** Returns the name that users, files and logs see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
