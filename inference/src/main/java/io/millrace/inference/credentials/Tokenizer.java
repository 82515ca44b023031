package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.List;

/** Splits a clean text into tokens, in one pass. */
final class Tokenizer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private boolean spaced = true;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<Token> tokenize(String text) {
    Tokenizer tokenizer = new Tokenizer(text);
    int at = 0;
    while (at < text.length()) {
      at = tokenizer.step(at);
    }
    return tokenizer.tokens;
  }

  private int step(int at) {
    int point = text.codePointAt(at);
    if (point == '\n') {
      return add(Token.Type.BREAK, at, at + 1);
    }
    if (Character.isWhitespace(point)) {
      spaced = true;
      return at + Character.charCount(point);
    }
    if (isWordPart(point)) {
      int end = endOfWord(at);
      return add(isNumber(at, end) ? Token.Type.NUMBER : Token.Type.WORD, at, end);
    }
    int end = at + Character.charCount(point);
    return add(isQuote(at, point) ? Token.Type.QUOTE : Token.Type.SIGN, at, end);
  }

  private int add(Token.Type type, int start, int end) {
    String written = text.substring(start, end);
    boolean plainSign = type != Token.Type.WORD;
    tokens.add(
        new Token(type, written, plainSign ? written : Token.fold(written), start, end, spaced));
    spaced = type == Token.Type.BREAK;
    return end;
  }

  private int endOfWord(int start) {
    int at = start;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      boolean otherScript =
          at > start && isEastAsian(point) != isEastAsian(text.codePointBefore(at));
      if (otherScript || (!isWordPart(point) && !joins(start, at, point))) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /** An apostrophe or full stop inside a word: "women's", "U.S", "Ph.D", "example.org", "1.4". */
  private boolean joins(int start, int at, int point) {
    if (at + 1 >= text.length() || !isWordPart(text.codePointAt(at + 1))) {
      return false;
    }
    if (point == '\'') {
      return true;
    }
    int next = text.codePointAt(at + 1);
    boolean digits = Character.isDigit(text.codePointBefore(at)) && Character.isDigit(next);
    if (point == '.') {
      return digits || Character.isLowerCase(next) || at - start <= 2 || text.charAt(at - 2) == '.';
    }
    return point == ',' && digits;
  }

  /** Scripts that put no space beside a Latin word. */
  private static boolean isEastAsian(int point) {
    return Character.isIdeographic(point)
        || Character.UnicodeScript.of(point) == Character.UnicodeScript.HIRAGANA
        || Character.UnicodeScript.of(point) == Character.UnicodeScript.KATAKANA;
  }

  private boolean isNumber(int start, int end) {
    return text.substring(start, end).chars().allMatch(unit -> isNumeric((char) unit));
  }

  private static boolean isNumeric(char unit) {
    return (unit >= '0' && unit <= '9') || unit == '.' || unit == ',';
  }

  private static boolean isWordPart(int point) {
    return Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.NON_SPACING_MARK
        || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  /** Double marks always; single marks, stars and underscores where they hug a word. */
  private boolean isQuote(int at, int point) {
    if (point == '"' || point == '‘') {
      return true;
    }
    if (point != '\'' && point != '*' && point != '_') {
      return false;
    }
    if (isShortYear(at)) {
      return false;
    }
    boolean spaceBefore = at == 0 || !isWordPart(text.codePointBefore(at));
    boolean spaceAfter = at + 1 >= text.length() || !isWordPart(text.codePointAt(at + 1));
    return spaceBefore != spaceAfter;
  }

  /** "'22". */
  private boolean isShortYear(int at) {
    return at + 2 < text.length()
        && Character.isDigit(text.charAt(at + 1))
        && Character.isDigit(text.charAt(at + 2))
        && (at + 3 == text.length() || !isWordPart(text.codePointAt(at + 3)));
  }
}
