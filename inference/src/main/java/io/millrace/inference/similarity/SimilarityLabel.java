package io.millrace.inference.similarity;

import java.util.ArrayList;
import java.util.List;

/**
 * A label with the texts that say what it means.
 *
 * @param name what is stored
 * @param description one sentence about it
 * @param keywords words and phrases that speak for it; {@code *} at a word's end stands for any
 *     ending, {@code #} for any number; may be empty
 * @param examples texts of this label, in any language; may be empty
 */
public record SimilarityLabel(
    String name, String description, List<String> keywords, List<String> examples) {
  /** Shorter words of a name, such as "and", say little. */
  private static final int LONG_ENOUGH = 4;

  public SimilarityLabel {
    keywords = List.copyOf(keywords);
    examples = List.copyOf(examples);
  }

  /** The keywords; of a label without any, the words of its name. */
  List<String> cues() {
    return keywords.isEmpty() ? nameWords() : keywords;
  }

  private List<String> nameWords() {
    return Tokens.words(name).stream().filter(word -> word.length() >= LONG_ENOUGH).toList();
  }

  /** The description, then the examples. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    texts.add(description);
    texts.addAll(examples);
    return texts;
  }
}
