package io.millrace.inference.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns texts into vectors of word weights: logarithmic count times inverse document frequency, of
 * length 1 (Salton and Buckley 1988). Immutable and threadsafe.
 */
final class WordWeights {
  private static final int FEWEST_TEXTS = 2;

  private final Map<String, Integer> indexes = new HashMap<>();
  private final double[] inverseFrequencies;

  private WordWeights(int texts, Map<String, Integer> frequencies) {
    // Sorted, so that sums do not depend on the order of a hash table.
    Map<String, Integer> kept = new TreeMap<>(frequencies);
    kept.values().removeIf(frequency -> frequency < FEWEST_TEXTS);
    inverseFrequencies = new double[kept.size()];
    kept.forEach(
        (feature, frequency) -> {
          int index = indexes.size();
          indexes.put(feature, index);
          inverseFrequencies[index] = Math.log((1.0 + texts) / (1.0 + frequency)) + 1;
        });
  }

  /** Learns from the features of all texts, without those that only one of them has. */
  static WordWeights learn(List<Map<String, Integer>> texts) {
    Map<String, Integer> frequencies = new HashMap<>();
    texts.forEach(
        text -> text.keySet().forEach(feature -> frequencies.merge(feature, 1, Integer::sum)));
    return new WordWeights(texts.size(), frequencies);
  }

  /** How many features are known. */
  int size() {
    return inverseFrequencies.length;
  }

  /**
   * The weights of a text's known features.
   *
   * @return indexes ascending and their weights; empty if nothing of the text is known
   */
  Sparse of(Map<String, Integer> counts) {
    List<Integer> known = new ArrayList<>();
    Map<Integer, Integer> byIndex = new HashMap<>();
    counts.forEach(
        (feature, count) -> {
          Integer index = indexes.get(feature);
          if (index != null) {
            known.add(index);
            byIndex.put(index, count);
          }
        });
    int[] sorted = known.stream().mapToInt(Integer::intValue).sorted().toArray();
    double[] weights =
        Arrays.stream(sorted)
            .mapToDouble(index -> (1 + Math.log(count(byIndex, index))) * inverseFrequencies[index])
            .toArray();
    return new Sparse(sorted, unitLength(weights));
  }

  private static double count(Map<Integer, Integer> byIndex, int index) {
    return byIndex.getOrDefault(index, 1);
  }

  private static double[] unitLength(double[] weights) {
    double length = Math.sqrt(Arrays.stream(weights).map(weight -> weight * weight).sum());
    return Arrays.stream(weights).map(weight -> weight / length).toArray();
  }

  /** Some components of a vector; the others are 0. */
  @SuppressWarnings("ArrayRecordComponent") // lives inside one computation
  record Sparse(int[] indexes, double[] weights) {}
}
