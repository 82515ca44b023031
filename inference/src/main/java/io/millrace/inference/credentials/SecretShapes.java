package io.millrace.inference.credentials;

import java.util.List;

/** Tells passwords, keys, addresses and other things that are no name from names. */
final class SecretShapes {
  private static final int LONGEST_PLAIN_WORD = 40;
  private static final int SHORTEST_KEY = 12;
  private static final List<String> PREFIXES =
      List.of("sk-", "pk-", "ghp", "gho", "hf_", "akia", "xox", "eyj", "aiza", "glpat");

  private SecretShapes() {}

  static boolean looksSecret(String text) {
    for (String word : text.split(" ", -1)) {
      if (isSecret(word)) {
        return true;
      }
    }
    return text.indexOf('@') >= 0 || text.contains("://") || text.indexOf('=') >= 0;
  }

  private static boolean isSecret(String word) {
    if (word.codePointCount(0, word.length()) > LONGEST_PLAIN_WORD) {
      return true;
    }
    if (word.length() < SHORTEST_KEY) {
      return false;
    }
    String lower = word.toLowerCase(java.util.Locale.ROOT);
    return PREFIXES.stream().anyMatch(lower::startsWith) || mixesDigits(word);
  }

  /**
   * Four or more digits among letters of one unbroken word: no name, but "SXSW2023" is too short.
   */
  private static boolean mixesDigits(String word) {
    long digits = word.chars().filter(Character::isDigit).count();
    long letters = word.chars().filter(Character::isLetter).count();
    return (digits >= 4 && letters >= 4 && word.indexOf('-') < 0) || digits >= 12;
  }
}
