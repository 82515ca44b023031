package io.millrace.inference.similarity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds stretches of texts among known ones without copying them: a hash table with open addresses,
 * by the hash that {@link String#hashCode} defines, so that the hash of a longer stretch goes on
 * from that of a shorter one. Immutable and threadsafe.
 */
final class TextTable {
  static final int ABSENT = -1;
  private static final int FACTOR = 31;

  private final @Nullable String[] texts;
  private final int[] numbers;
  private final int mask;

  /** The number of a text is its place in the list; of equal texts the first counts. */
  TextTable(List<String> known) {
    int slots = Integer.highestOneBit(Math.max(1, known.size())) * 4;
    this.texts = new String[slots];
    this.numbers = new int[slots];
    this.mask = slots - 1;
    for (int number = 0; number < known.size(); number++) {
      add(known.get(number), number);
    }
  }

  private void add(String text, int number) {
    int slot = slotOf(text.hashCode());
    for (String other = texts[slot]; other != null; other = texts[slot]) {
      if (other.equals(text)) {
        return;
      }
      slot = (slot + 1) & mask;
    }
    texts[slot] = text;
    numbers[slot] = number;
  }

  /** The hash of a stretch that is one character longer. */
  static int extend(int hash, char next) {
    return FACTOR * hash + next;
  }

  /** The number of a whole text; {@link #ABSENT} if it is not known. */
  int find(String text) {
    return find(text, 0, text.length(), text.hashCode());
  }

  /**
   * The number of a stretch; {@link #ABSENT} if it is not known.
   *
   * @param end exclusive
   * @param hash of the stretch, by {@link #extend} from 0
   */
  int find(String text, int start, int end, int hash) {
    int slot = slotOf(hash);
    for (String other = texts[slot]; other != null; other = texts[slot]) {
      if (other.length() == end - start && text.startsWith(other, start)) {
        return numbers[slot];
      }
      slot = (slot + 1) & mask;
    }
    return ABSENT;
  }

  private int slotOf(int hash) {
    return (hash ^ (hash >>> 16)) & mask;
  }
}
