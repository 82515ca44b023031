package io.millrace.inference.similarity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts texts into words and numbers without case and accents. */
final class Tokens {
  // Possessive, so that the time is linear in the text.
  private static final Pattern TOKEN =
      Pattern.compile("\\p{Nd}[\\p{Nd}.,]*+|\\p{L}++(?:['’]\\p{L}++)*+\\*?+|[\\p{Sc}%/#]");
  private static final int FIRST_BEYOND_ASCII = 0x80;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Tokens() {}

  /**
   * Lower case, without accents; the Polish l with stroke and the German sharp s in plain letters.
   */
  static String fold(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.codePoints().allMatch(point -> point < FIRST_BEYOND_ASCII) ? lower : plain(lower);
  }

  private static String plain(String lower) {
    String decomposed = Normalizer.normalize(lower, Normalizer.Form.NFD);
    return MARKS.matcher(decomposed).replaceAll("").replace('ł', 'l').replace("ß", "ss");
  }

  /**
   * Words, numbers, and the signs of money, percent and slash; a star stays with the word that it
   * ends, and a number sign is a token.
   */
  static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(fold(text));
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** The words and numbers of a text only. */
  static List<String> words(String text) {
    return words(of(text));
  }

  /** The words and numbers among tokens only, without their stars. */
  static List<String> words(List<String> tokens) {
    return tokens.stream()
        .map(token -> token.endsWith("*") ? token.substring(0, token.length() - 1) : token)
        .filter(token -> Character.isLetterOrDigit(token.charAt(0)))
        .toList();
  }
}
