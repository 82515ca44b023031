package io.millrace.inference.similarity;

import java.util.List;
import java.util.regex.Pattern;

/** Cuts an enumeration into its items, so that each can be judged by itself. */
final class Segments {
  private static final int SHORTEST = 3;
  private static final String SIGNS = ".;,|•+/&!?:()\\[\\]—–«»\"“”→";

  /** Punctuation before white space, dashes and signs between spaces, and the words for "and". */
  private static final Pattern BORDER =
      Pattern.compile(
          "(?<!["
              + SIGNS
              + "])["
              + SIGNS
              + "]++(?=\\s|$)|\\R|(?<=\\s)[—–\\-+&|/→(]++"
              + "|\\s(?:and|und|y|et|e|ed|en|i|plus|or|oder|ou|o|of|lub)\\s",
          Pattern.CASE_INSENSITIVE);

  private Segments() {}

  /** The items of a text, in order; blank and tiny ones are left out. */
  static List<String> of(String text) {
    return BORDER
        .splitAsStream(text)
        .map(String::strip)
        .filter(segment -> segment.length() >= SHORTEST)
        .toList();
  }
}
