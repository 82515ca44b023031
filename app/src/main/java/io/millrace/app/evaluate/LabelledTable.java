package io.millrace.app.evaluate;

/** The table that a labelled row belongs to if it names none. */
final class LabelledTable {
  static final String DEFAULT = "profiles";

  private LabelledTable() {}
}
