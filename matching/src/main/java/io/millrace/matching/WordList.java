package io.millrace.matching;

import org.jspecify.annotations.Nullable;

/**
 * The distinct words of a text, sorted by {@link String#compareTo} and joined by one space: the
 * form in which features carry them.
 *
 * <p>Holding the joined form lets two lists be compared without building a set for either.
 *
 * @param joined the words, "" for none
 */
public record WordList(String joined) {
  /** Four such texts, three bytes a character, are half of what a broker takes as one record. */
  private static final int LONGEST = 40_000;

  /** No words. */
  public static final WordList EMPTY = new WordList("");

  /**
   * The words of a text as the row holds it, see {@link Words}. Of a text with very many, those
   * that come first in their order count, so that a profile's features stay small.
   *
   * @param text raw text, or null
   */
  public static WordList of(@Nullable String text) {
    if (text == null) {
      return EMPTY;
    }
    String joined = String.join(" ", Words.of(text));
    return new WordList(
        joined.length() <= LONGEST
            ? joined
            : joined.substring(0, Math.max(0, joined.lastIndexOf(' ', LONGEST))));
  }

  /**
   * A list that was written before.
   *
   * @param joined distinct words, sorted, joined by one space; null or "" for none
   */
  public static WordList joined(@Nullable String joined) {
    return joined == null ? EMPTY : new WordList(joined);
  }

  /** True where there is no word. */
  public boolean isEmpty() {
    return joined.isEmpty();
  }

  /** Number of words. */
  public int size() {
    if (joined.isEmpty()) {
      return 0;
    }
    int size = 1;
    for (int index = 0; index < joined.length(); index++) {
      if (joined.charAt(index) == ' ') {
        size++;
      }
    }
    return size;
  }

  /** Number of words that both lists hold. */
  public int shared(WordList other) {
    int count = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < joined.length() && theirs < other.joined.length()) {
      int myEnd = endOfWord(joined, mine);
      int theirEnd = endOfWord(other.joined, theirs);
      int order = compare(joined, mine, myEnd, other.joined, theirs, theirEnd);
      count += order == 0 ? 1 : 0;
      mine = order <= 0 ? myEnd + 1 : mine;
      theirs = order >= 0 ? theirEnd + 1 : theirs;
    }
    return count;
  }

  private static int endOfWord(String words, int start) {
    int space = words.indexOf(' ', start);
    return space < 0 ? words.length() : space;
  }

  private static int compare(String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
    int length = Math.min(aEnd - aStart, bEnd - bStart);
    for (int index = 0; index < length; index++) {
      int order = Character.compare(a.charAt(aStart + index), b.charAt(bStart + index));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(aEnd - aStart, bEnd - bStart);
  }

  /** Says how many words there are, never which: they are row text. */
  @Override
  public String toString() {
    return "WordList[size=" + size() + "]";
  }
}
