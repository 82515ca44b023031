package io.millrace.inference.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.similarity.WordWeights.Sparse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WordWeightsTest {
  private static final List<String> STEMS =
      List.of("mill", "miller", "corn", "cornfield", "w", "ill", "ab", "société", "12", "flour");

  /** The quick way finds what counting all features finds, to the last bit. */
  @Test
  void shouldWeighLikeCountingEverything() {
    Random random = new Random(7);
    List<List<String>> texts = new ArrayList<>();
    for (int text = 0; text < 60; text++) {
      texts.add(words(random));
    }
    WordWeights weights = WordWeights.learn(texts.subList(0, 40));
    Map<String, Double> inverse = inverseFrequencies(texts.subList(0, 40));

    for (List<String> words : texts) {
      Sparse vector = weights.of(words);

      assertThat(vector.weights()).isEqualTo(counted(words, inverse));
      assertThat(vector.indexes()).isSorted().doesNotHaveDuplicates();
    }
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    for (int word = random.nextInt(12); word >= 0; word--) {
      words.add(STEMS.get(random.nextInt(STEMS.size())));
    }
    return words;
  }

  private static Map<String, Double> inverseFrequencies(List<List<String>> texts) {
    Map<String, Integer> frequencies = new TreeMap<>();
    texts.forEach(
        words ->
            WordFeatures.of(words)
                .keySet()
                .forEach(feature -> frequencies.merge(feature, 1, Integer::sum)));
    Map<String, Double> inverse = new TreeMap<>();
    frequencies.forEach(
        (feature, frequency) -> {
          if (frequency > 1) {
            inverse.put(feature, Math.log((1.0 + texts.size()) / (1.0 + frequency)) + 1);
          }
        });
    return inverse;
  }

  private static double[] counted(List<String> words, Map<String, Double> inverse) {
    Map<String, Integer> counts = new TreeMap<>(WordFeatures.of(words));
    counts.keySet().retainAll(inverse.keySet());
    double[] weights =
        counts.entrySet().stream()
            .mapToDouble(
                count ->
                    (1 + Math.log(count.getValue()))
                        * inverse.getOrDefault(count.getKey(), Double.NaN))
            .toArray();
    double length =
        Math.sqrt(java.util.Arrays.stream(weights).map(weight -> weight * weight).sum());
    return java.util.Arrays.stream(weights).map(weight -> weight / length).toArray();
  }
}
