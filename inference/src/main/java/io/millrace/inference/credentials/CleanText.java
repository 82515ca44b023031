package io.millrace.inference.credentials;

import java.util.Arrays;

/**
 * A text made plain for reading, each unit of which knows where in the raw text it came from.
 *
 * @param text without markup, composed, with one kind of quotation mark
 * @param starts by unit of text, offset in the raw text in code points
 * @param ends likewise, exclusive
 * @param truncated whether the raw text went on
 */
record CleanText(String text, int[] starts, int[] ends, boolean truncated) {
  int rawStart(int unit) {
    return starts[unit];
  }

  /** End of the raw span of a clean span that ends before a unit. */
  int rawEnd(int endUnit) {
    return ends[endUnit - 1];
  }

  /** Collects units with their raw spans. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] starts = new int[256];
    private int[] ends = new int[256];

    void append(String part, int rawStart, int rawEnd) {
      int from = text.length();
      text.append(part);
      if (text.length() > starts.length) {
        int capacity = Math.max(text.length(), starts.length * 2);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
      }
      Arrays.fill(starts, from, text.length(), rawStart);
      Arrays.fill(ends, from, text.length(), rawEnd);
    }

    CleanText build(boolean truncated) {
      int length = text.length();
      return new CleanText(
          text.toString(), Arrays.copyOf(starts, length), Arrays.copyOf(ends, length), truncated);
    }
  }
}
