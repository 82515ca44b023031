package io.millrace.inference.credentials;

import java.util.Arrays;

/** A text made plain for reading, each unit of which knows where in the raw text it came from. */
final class CleanText {
  private final String text;
  private final int[] starts;
  private final int[] ends;
  private final boolean truncated;

  private CleanText(String text, int[] starts, int[] ends, boolean truncated) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.truncated = truncated;
  }

  /** The text without markup, composed, with one kind of quotation mark. */
  String text() {
    return text;
  }

  /** Whether the raw text went on. */
  boolean truncated() {
    return truncated;
  }

  /** Where in the raw text, in code points, the span of a unit starts. */
  int rawStart(int unit) {
    return starts[unit];
  }

  /** Where in the raw text, in code points, a span ends whose clean text ends before a unit. */
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
