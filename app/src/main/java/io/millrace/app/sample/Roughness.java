package io.millrace.app.sample;

import java.util.Locale;
import java.util.SplittableRandom;

/** Roughens a few texts the way that people do: capitals, markup, slips of the fingers. */
final class Roughness {
  private static final double CAPITALS = 0.02;
  private static final double MARKUP = 0.05;
  private static final double SLIP = 0.11;

  private Roughness() {}

  static String apply(String text, SplittableRandom random) {
    double dice = random.nextDouble();
    if (dice < CAPITALS) {
      return text.toUpperCase(Locale.ROOT);
    }
    if (dice < MARKUP) {
      return "<p>" + text.replace("&", "&amp;") + "</p>";
    }
    return dice < SLIP ? slip(text, random) : text;
  }

  /** Swaps two neighbouring letters inside a word. */
  private static String slip(String text, SplittableRandom random) {
    int at = 1 + random.nextInt(Math.max(1, text.length() - 2));
    if (at + 1 >= text.length() || !isLetterPair(text, at)) {
      return text;
    }
    return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
  }

  private static boolean isLetterPair(String text, int at) {
    return Character.isLowerCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at + 1));
  }
}
