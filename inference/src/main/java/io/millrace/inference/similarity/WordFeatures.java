package io.millrace.inference.similarity;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the words of a text and the runs of three to five letters in each, its borders included.
 *
 * <p>Runs of letters let words of one stem, and of related languages, meet.
 */
final class WordFeatures {
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_RUN = 5;

  private WordFeatures() {}

  static Map<String, Integer> of(String text) {
    Map<String, Integer> counts = new HashMap<>();
    for (String word : Tokens.words(text)) {
      counts.merge("w" + word, 1, Integer::sum);
      String bordered = '^' + word + '$';
      for (int length = SHORTEST_RUN; length <= LONGEST_RUN; length++) {
        for (int start = 0; start + length <= bordered.length(); start++) {
          counts.merge(bordered.substring(start, start + length), 1, Integer::sum);
        }
      }
    }
    return counts;
  }
}
