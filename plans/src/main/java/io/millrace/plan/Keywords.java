package io.millrace.plan;

import java.util.regex.Pattern;

/** Checks the form of a label's keywords. */
final class Keywords {
  private static final Pattern NOTHING_TO_FIND = Pattern.compile("[^\\p{L}\\p{N}\\p{Sc}%]*");
  private static final Pattern STAR_WITHIN = Pattern.compile("\\*\\S|(?:^|\\s)\\*");

  private Keywords() {}

  /** What is wrong with a keyword; empty: nothing. */
  static String fault(String keyword) {
    if (NOTHING_TO_FIND.matcher(keyword).matches()) {
      return "the keyword '" + keyword + "' holds no letter, digit or sign of money";
    }
    return STAR_WITHIN.matcher(keyword).find()
        ? "in the keyword '" + keyword + "' a * may stand only at the end of a word"
        : "";
  }
}
