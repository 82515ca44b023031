package io.millrace.inference.onnx;

import io.millrace.inference.InferenceException;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ProviderSettings;

/**
 * The sentence about a label that a text may entail.
 *
 * @param template holds {@code {}} for the label's name or {@code {description}}
 */
record Hypothesis(String template) {
  private static final String NAME = "{}";
  private static final String DESCRIPTION = "{description}";
  private static final String DEFAULT = "This text is about {}.";

  /**
   * The template that is set.
   *
   * @throws InferenceException if it has no place for the label
   */
  static Hypothesis of(ProviderSettings settings) {
    String template = settings.text(OnnxClassificationModelProvider.HYPOTHESIS).orElse(DEFAULT);
    if (!template.contains(NAME) && !template.contains(DESCRIPTION)) {
      throw new InferenceException(
          "Set %s to a sentence with {} where a label's name, or {description} where its description goes."
              .formatted(OnnxClassificationModelProvider.HYPOTHESIS));
    }
    return new Hypothesis(template);
  }

  /** Underscores in a name are read as spaces, since models know words, not identifiers. */
  String about(ChoiceLabel label) {
    return template
        .replace(NAME, label.name().replace('_', ' '))
        .replace(DESCRIPTION, label.description());
  }
}
