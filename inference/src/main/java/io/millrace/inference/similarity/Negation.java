package io.millrace.inference.similarity;

import java.util.List;
import java.util.Set;

/** Tells items of an enumeration that say what is not offered: "no course", "I used to teach". */
final class Negation {
  private static final int FIRST_WORDS = 2;

  /** In the languages of the shipped labels, as {@link Tokens} folds them. */
  private static final Set<String> WORDS =
      Set.of(
          "no", "not", "never", "don't", "don’t", "without", "kein", "keine", "nicht", "sin",
          "sans", "pas", "senza", "sem", "nao", "geen", "niet", "bez", "nie");

  /** "No-nonsense", "not-for-profit", "no one": what follows denies nothing that is sold. */
  private static final Set<String> HARMLESS =
      Set.of("nonsense", "fluff", "bs", "frills", "for", "only", "just", "one", "matter", "solo");

  private Negation() {}

  static boolean denies(List<String> words) {
    for (int index = 0; index < Math.min(FIRST_WORDS, words.size()); index++) {
      String next = index + 1 < words.size() ? words.get(index + 1) : "";
      boolean past = words.get(index).equals("used") && next.equals("to");
      if (past || (WORDS.contains(words.get(index)) && !HARMLESS.contains(next))) {
        return true;
      }
    }
    return false;
  }
}
