package io.millrace.inference.similarity;

import java.util.Set;

/** Tells numbers from words. */
final class Numbers {
  /** English, as the shipped keywords are where they count something. */
  private static final Set<String> WORDS =
      Set.of(
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve", "fifteen", "sixteen", "twenty", "thirty", "forty", "fifty", "sixty", "ninety",
          "hundred");

  private Numbers() {}

  static boolean isNumber(String token) {
    return Character.isDigit(token.charAt(0)) || WORDS.contains(token);
  }
}
