package io.millrace.plan;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known word that a misspelt one was meant to be. */
final class Suggestion {
  private Suggestion() {}

  /** " (did you mean 'x'?)", or a list of what is known where nothing is close. */
  static String forWord(String word, Collection<String> known) {
    int closeEnough = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= closeEnough)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .map(candidate -> " (did you mean '" + candidate + "'?)")
        .orElseGet(() -> " (known: " + String.join(", ", known.stream().sorted().toList()) + ")");
  }

  /** Levenshtein's distance: inserted, deleted and replaced letters. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      previous = nextRow(previous, left.charAt(row - 1), right, row);
    }
    return previous[right.length()];
  }

  private static int[] nextRow(int[] previous, char letter, String right, int row) {
    int[] current = new int[right.length() + 1];
    current[0] = row;
    for (int column = 1; column <= right.length(); column++) {
      int replaced = previous[column - 1] + (letter == right.charAt(column - 1) ? 0 : 1);
      current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
    }
    return current;
  }
}
