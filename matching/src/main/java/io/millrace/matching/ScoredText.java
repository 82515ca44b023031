package io.millrace.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One text of a profile as scoring compares it.
 *
 * <p>The vector is neither copied nor changed; the caller does not change it either.
 *
 * @param isPresent false where the text is blank or absent
 * @param words distinct words; empty where the text is blank or holds none that counts
 * @param vector embedding, any length but zero; null where there is none (blank text, or not
 *     computed, or failed)
 */
// A list would box each component on the hot path; equality by content is below.
@SuppressWarnings("ArrayRecordComponent")
public record ScoredText(boolean isPresent, WordList words, float @Nullable [] vector) {
  /** A blank or absent text. */
  public static final ScoredText BLANK = new ScoredText(false, WordList.EMPTY, null);

  /**
   * A text.
   *
   * @param words joined words as {@link WordList} makes them; null where the text is blank
   * @param vector embedding of the same text; null where there is none
   */
  public static ScoredText of(@Nullable String words, float @Nullable [] vector) {
    return new ScoredText(words != null || vector != null, WordList.joined(words), vector);
  }

  ScoredText withoutVector() {
    return new ScoredText(isPresent, words, null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScoredText that
        && isPresent == that.isPresent
        && words.equals(that.words)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return 31 * words.hashCode() + Arrays.hashCode(vector);
  }

  /** Says the sizes, never the content: it is row text. */
  @Override
  public String toString() {
    return "ScoredText[words=" + words.size() + ", vector=" + (vector != null) + "]";
  }
}
