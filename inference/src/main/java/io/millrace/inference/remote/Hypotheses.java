package io.millrace.inference.remote;

import io.millrace.inference.LabelChoice.ChoiceLabel;

/** What a model of natural language inference compares a text with. */
final class Hypotheses {
  /** Descriptions are whole sentences already. */
  static final String TEMPLATE = "{}";

  private Hypotheses() {}

  /** The label's description, or a sentence around its name. */
  static String of(ChoiceLabel label) {
    return label.description().isBlank()
        ? "This text is about " + label.name() + "."
        : label.description();
  }
}
