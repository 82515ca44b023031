package io.millrace.matching;

/**
 * How a factor is put into words, by how well it scores. {@code {source}} and {@code {target}}
 * stand for the names of both sides.
 *
 * @param decimals of the raw value, which is added in parentheses; negative: it is not added
 * @param strong for a score of {@value #STRONG} or more
 * @param fair for a score of {@value #FAIR} or more
 * @param weak for a lower score
 * @param missing where data is missing
 */
public record Phrase(
    Factor factor, int decimals, String strong, String fair, String weak, String missing) {
  /** The least score that is called strong. */
  public static final double STRONG = 7;

  /** The least score that is called fair. */
  public static final double FAIR = 4;

  static Phrase of(
      Factor factor, int decimals, String strong, String fair, String weak, String missing) {
    return new Phrase(factor, decimals, strong, fair, weak, missing);
  }
}
