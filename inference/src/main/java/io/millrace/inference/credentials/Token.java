package io.millrace.inference.credentials;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A word, number, sign or line break of a clean text.
 *
 * @param type what it is
 * @param text as written
 * @param folded lower case, without accents and inner full stops; what phrases are compared by
 * @param start in the clean text
 * @param end exclusive
 * @param spaced whether white space stands before it
 */
record Token(Type type, String text, String folded, int start, int end, boolean spaced) {
  enum Type {
    WORD,
    NUMBER,
    SIGN,
    QUOTE,
    BREAK
  }

  static String fold(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(point -> point != '.' && Character.getType(point) != Character.NON_SPACING_MARK)
        .forEach(folded::appendCodePoint);
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  boolean is(String sign) {
    return folded.equals(sign);
  }

  boolean isWord() {
    return type == Type.WORD;
  }

  boolean isBreak() {
    return type == Type.BREAK;
  }

  /** Has a capital, at its start or inside: "Forbes", "iPEC". */
  boolean isCapitalised() {
    int first = text.codePointAt(0);
    return isWord()
        && (Character.isUpperCase(first) || Character.isTitleCase(first) || hasInnerCapital());
  }

  private boolean hasInnerCapital() {
    return text.codePoints().skip(1).anyMatch(Character::isUpperCase);
  }

  /** A word of a script without capitals. */
  boolean isCaseless() {
    return isWord() && Character.getType(text.codePointAt(0)) == Character.OTHER_LETTER;
  }

  /** A word of two or more letters, all of them capitals. */
  boolean isShouted() {
    return isWord()
        && text.codePoints().filter(Character::isLetter).count() > 1
        && text.codePoints().noneMatch(Character::isLowerCase)
        && !isCaseless();
  }

  /** A year of the twentieth or twenty-first century, as number. */
  boolean isYear() {
    return type == Type.NUMBER
        && text.length() == 4
        && (text.startsWith("19") || text.startsWith("20"));
  }
}
