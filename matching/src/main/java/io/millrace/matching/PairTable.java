package io.millrace.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What pairs of names are worth to each other, 0 to 10. Pairs have no order. Immutable.
 *
 * <p>Seed 000 §4.2 sorts a pair before it looks it up in a table whose keys are not all sorted, and
 * so misses five of its own pairs; its comment says that pairs have no order, and that is done.
 */
public final class PairTable {
  /** The offer types of seed 000 §4.2. */
  public static final PairTable OFFER_TYPES =
      new PairTable(
          List.of(
              new Pair("online_course", "membership_community", 9.0),
              new Pair("online_course", "podcast", 8.5),
              new Pair("coaching_1on1", "group_coaching", 8.0),
              new Pair("coaching_1on1", "online_course", 7.5),
              new Pair("book_author", "podcast", 9.0),
              new Pair("book_author", "speaking", 8.5),
              new Pair("speaking", "live_events", 9.0),
              new Pair("consulting", "done_for_you_service", 7.0),
              new Pair("membership_community", "podcast", 8.0),
              new Pair("digital_product", "affiliate_network", 9.0),
              new Pair("mastermind", "coaching_1on1", 7.5),
              new Pair("certification_program", "coaching_1on1", 8.0),
              new Pair("retreat_workshop", "coaching_1on1", 7.5)),
          4.0,
          7.0);

  /** Styles of content that seed 001 E6 calls incompatible; ours, see decision 21. */
  public static final PairTable CONTENT_STYLES =
      new PairTable(
          List.of(
              new Pair("provocative", "nurturing", 2.0),
              new Pair("tactical", "nurturing", 4.0),
              new Pair("data_driven", "inspirational", 4.0),
              new Pair("educational", "data_driven", 8.0),
              new Pair("educational", "tactical", 8.0),
              new Pair("inspirational", "storytelling", 8.0),
              new Pair("nurturing", "storytelling", 8.0)),
          6.0,
          9.0);

  private final Map<String, Map<String, Double>> scores = new HashMap<>();
  private final double other;
  private final double shared;

  /**
   * One pair.
   *
   * @param score 0 to 10
   */
  public record Pair(String one, String other, double score) {
    public Pair {
      requireScore(score);
    }
  }

  /**
   * A table.
   *
   * @param other score of a pair that is not listed
   * @param shared least score where both sides have a name in common
   */
  public PairTable(List<Pair> pairs, double other, double shared) {
    requireScore(other);
    requireScore(shared);
    this.other = other;
    this.shared = shared;
    for (Pair pair : pairs) {
      put(pair.one(), pair.other(), pair.score());
      put(pair.other(), pair.one(), pair.score());
    }
  }

  private void put(String one, String two, double score) {
    scores.computeIfAbsent(one, same -> new HashMap<>()).put(two, score);
  }

  /** The score of the best pair of one name of each side; 0 where a side has none. */
  double best(Collection<String> ones, Collection<String> others) {
    double best = 0;
    for (String one : ones) {
      Map<String, Double> row = scores.getOrDefault(one, Map.of());
      for (String two : others) {
        double score = row.getOrDefault(two, other);
        best = Math.max(best, one.equals(two) ? Math.max(score, shared) : score);
      }
    }
    return best;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PairTable that
        && scores.equals(that.scores)
        && other == that.other
        && shared == that.shared;
  }

  @Override
  public int hashCode() {
    return Objects.hash(scores, other, shared);
  }

  private static void requireScore(double score) {
    if (!(score >= 0 && score <= 10)) {
      throw new IllegalArgumentException("The score of a pair is " + score + "; use 0 to 10");
    }
  }
}
