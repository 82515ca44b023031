package io.millrace.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Median, least and greatest of a figure over several rounds.
 *
 * @param values one a round, in the order of the rounds
 */
record Spread(List<Double> values) {
  Spread {
    values = List.copyOf(values);
  }

  /** How often this figure holds the other, round by round, so that a slow minute harms neither. */
  Spread over(Spread other) {
    return new Spread(
        IntStream.range(0, values.size())
            .mapToObj(round -> values.get(round) / other.values.get(round))
            .toList());
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * For people.
   *
   * @param format of one number
   */
  String line(String format) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    double greatest = values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    return String.format(
        Locale.ROOT,
        "median " + format + "  (" + format + " to " + format + ")",
        median(),
        least,
        greatest);
  }
}
