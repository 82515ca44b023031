package io.millrace.inference.similarity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Counts the words of a text and the runs of three to five letters in each, its borders included.
 *
 * <p>Runs of letters let words of one stem, and of related languages, meet.
 */
final class WordFeatures {
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_RUN = 5;

  private WordFeatures() {}

  /** All features of a text with their counts, to learn from. */
  static Map<String, Integer> of(List<String> words) {
    Map<String, Integer> counts = new HashMap<>();
    for (String word : words) {
      counts.merge(named(word), 1, Integer::sum);
      String bordered = bordered(word);
      for (int length = SHORTEST_RUN; length <= LONGEST_RUN; length++) {
        for (int start = 0; start + length <= bordered.length(); start++) {
          counts.merge(bordered.substring(start, start + length), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** Passes on the number of each known feature as often as it occurs. */
  static void find(List<String> words, TextTable known, IntConsumer found) {
    for (String word : words) {
      pass(known.find(named(word)), found);
      String bordered = bordered(word);
      for (int start = 0; start + SHORTEST_RUN <= bordered.length(); start++) {
        findRuns(bordered, start, known, found);
      }
    }
  }

  private static void findRuns(String bordered, int start, TextTable known, IntConsumer found) {
    int limit = Math.min(bordered.length(), start + LONGEST_RUN);
    int hash = 0;
    for (int end = start; end < limit; end++) {
      hash = TextTable.extend(hash, bordered.charAt(end));
      if (end + 1 - start >= SHORTEST_RUN) {
        pass(known.find(bordered, start, end + 1, hash), found);
      }
    }
  }

  private static void pass(int number, IntConsumer found) {
    if (number != TextTable.ABSENT) {
      found.accept(number);
    }
  }

  private static String named(String word) {
    return "w" + word;
  }

  private static String bordered(String word) {
    return '^' + word + '$';
  }
}
