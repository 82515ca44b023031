package io.millrace.plan;

import java.util.List;

/**
 * One class that a classification may choose.
 *
 * @param name what is stored
 * @param description one sentence that a model compares a text with
 * @param keywords words and phrases that speak for it, in any language; {@code *} at a word's end
 *     stands for any ending, {@code #} for any number; may be empty
 * @param examples texts of this class, in any language; may be empty
 */
public record Label(String name, String description, List<String> keywords, List<String> examples) {
  public Label {
    keywords = List.copyOf(keywords);
    examples = List.copyOf(examples);
  }

  /** A label of which only the description is known. */
  public Label(String name, String description) {
    this(name, description, List.of(), List.of());
  }
}
