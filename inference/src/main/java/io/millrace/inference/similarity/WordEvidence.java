package io.millrace.inference.similarity;

import io.millrace.inference.similarity.WordWeights.Sparse;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the words and letters of a text say for each class: multinomial naive Bayes over weighted
 * counts (Rennie and others 2003), with equal priors. Immutable and threadsafe.
 */
final class WordEvidence {
  private static final double SMOOTHING = 0.03;
  private static final double HALF_RELIABLE_TEXTS = 10;
  private static final double FULL_RELIABILITY = 1.2;

  private final WordWeights weights;

  /** Logarithm of the probability of a feature in a class: [feature][class]. */
  private final double[][] logProbabilities;

  private final int classes;
  private final double reliability;

  private WordEvidence(WordWeights weights, double[][] sums, int classes, double reliability) {
    this.weights = weights;
    this.classes = classes;
    this.reliability = reliability;
    this.logProbabilities = sums;
    for (int index = 0; index < classes; index++) {
      toLogProbabilities(sums, index);
    }
  }

  private static void toLogProbabilities(double[][] sums, int index) {
    double total = 0;
    for (double[] feature : sums) {
      feature[index] += SMOOTHING;
      total += feature[index];
    }
    for (double[] feature : sums) {
      feature[index] = Math.log(feature[index] / total);
    }
  }

  /** Learns from texts; those of {@code more} count like the others. */
  static WordEvidence learn(List<LabelText> texts, List<LabelText> more, int classes) {
    List<LabelText> all = Stream.concat(texts.stream(), more.stream()).toList();
    List<List<String>> words = all.stream().map(text -> Tokens.words(text.text())).toList();
    WordWeights weights = WordWeights.learn(words);
    double[][] sums = new double[weights.size()][classes];
    for (int text = 0; text < all.size(); text++) {
      Sparse vector = weights.of(words.get(text));
      for (int entry = 0; entry < vector.indexes().length; entry++) {
        sums[vector.indexes()[entry]][all.get(text).index()] += vector.weights()[entry];
      }
    }
    return new WordEvidence(weights, sums, classes, reliability(texts.size(), classes));
  }

  /** Words of one description say little: 0.1 for one text a class, 1 for fifty. */
  private static double reliability(double texts, int classes) {
    double textsOfClass = texts / classes;
    return FULL_RELIABILITY * textsOfClass / (textsOfClass + HALF_RELIABLE_TEXTS);
  }

  /** One figure a class, comparable within a text; all 0 if nothing of the text is known. */
  double[] of(List<String> words) {
    Sparse vector = weights.of(words);
    double[] evidence = new double[classes];
    for (int entry = 0; entry < vector.indexes().length; entry++) {
      double[] feature = logProbabilities[vector.indexes()[entry]];
      double weight = reliability * vector.weights()[entry];
      for (int index = 0; index < classes; index++) {
        evidence[index] += weight * feature[index];
      }
    }
    return evidence;
  }
}
