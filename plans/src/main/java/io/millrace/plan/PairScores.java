package io.millrace.plan;

import java.util.List;

/**
 * What pairs of labels are worth to each other, 0 to 10; pairs have no order.
 *
 * @param pairs the pairs that are listed
 * @param other the score of each other pair
 * @param shared the least score where both sides have a label in common
 */
public record PairScores(List<Pair> pairs, double other, double shared) {
  /** One pair of labels and its score, 0 to 10. */
  public record Pair(String one, String other, double score) {}

  public PairScores {
    pairs = List.copyOf(pairs);
  }
}
