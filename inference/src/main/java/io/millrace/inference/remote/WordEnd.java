package io.millrace.inference.remote;

/** Cuts texts where a word ends. */
final class WordEnd {
  private static final int LONGEST_WORD = 200;

  private WordEnd() {}

  /** At most the first so many characters, to the last white space, never half a code point. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    for (int end = length; end > Math.max(1, length - LONGEST_WORD); end--) {
      if (Character.isWhitespace(text.charAt(end))) {
        return text.substring(0, end).stripTrailing();
      }
    }
    boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }
}
