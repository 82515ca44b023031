package io.millrace.plan;

/** The JSON that a classification is stored as. */
public enum ClassificationForm {
  /** {@code [{"category": name, "confidence": 0 to 1}]}, best first; {@code []} if none. */
  CATEGORY,
  /** {@code [{"type": name, "confidence": 0 to 1}]}, best first; {@code []} if none. */
  TYPE,
  /**
   * {@code {"primary": name, "secondary": name, "confidence": 0 to 1}}; an empty object if none.
   */
  PRIMARY_SECONDARY
}
