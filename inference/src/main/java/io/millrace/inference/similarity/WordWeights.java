package io.millrace.inference.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Turns texts into vectors of word weights: logarithmic count times inverse document frequency, of
 * length 1 (Salton and Buckley 1988). Immutable and threadsafe.
 */
final class WordWeights {
  private static final int FEWEST_TEXTS = 2;

  private final TextTable features;
  private final double[] inverseFrequencies;

  private WordWeights(int texts, Map<String, Integer> frequencies) {
    // Sorted, so that sums do not depend on the order of a hash table.
    Map<String, Integer> kept = new TreeMap<>(frequencies);
    kept.values().removeIf(frequency -> frequency < FEWEST_TEXTS);
    features = new TextTable(new ArrayList<>(kept.keySet()));
    inverseFrequencies =
        kept.values().stream()
            .mapToDouble(frequency -> Math.log((1.0 + texts) / (1.0 + frequency)) + 1)
            .toArray();
  }

  /** Learns from the words of all texts, without the features that only one of them has. */
  static WordWeights learn(List<List<String>> texts) {
    Map<String, Integer> frequencies = new HashMap<>();
    texts.forEach(
        words ->
            WordFeatures.of(words)
                .keySet()
                .forEach(feature -> frequencies.merge(feature, 1, Integer::sum)));
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
  Sparse of(List<String> words) {
    IntStream.Builder found = IntStream.builder();
    WordFeatures.find(words, features, found::add);
    int[] sorted = found.build().sorted().toArray();
    int[] indexes = new int[sorted.length];
    double[] weights = new double[sorted.length];
    int size = 0;
    for (int start = 0, end; start < sorted.length; start = end) {
      end = endOfEqual(sorted, start);
      indexes[size] = sorted[start];
      weights[size++] = (1 + Math.log(end - start)) * inverseFrequencies[sorted[start]];
    }
    return new Sparse(Arrays.copyOf(indexes, size), unitLength(Arrays.copyOf(weights, size)));
  }

  private static int endOfEqual(int[] sorted, int start) {
    int end = start + 1;
    while (end < sorted.length && sorted[end] == sorted[start]) {
      end++;
    }
    return end;
  }

  private static double[] unitLength(double[] weights) {
    double length = Math.sqrt(Arrays.stream(weights).map(weight -> weight * weight).sum());
    return Arrays.stream(weights).map(weight -> weight / length).toArray();
  }

  /** Some components of a vector; the others are 0. */
  @SuppressWarnings("ArrayRecordComponent") // lives inside one computation
  record Sparse(int[] indexes, double[] weights) {}
}
