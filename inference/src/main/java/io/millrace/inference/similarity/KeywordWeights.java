package io.millrace.inference.similarity;

import java.util.List;

/**
 * What the keywords in a text are worth, as log-odds. Immutable and threadsafe.
 *
 * <p>A keyword that occurs in the texts of its own label only says more than one that is common in
 * the texts of others, such as "weekly": log-odds of both counts, each smoothed by one text.
 */
final class KeywordWeights {
  /** Of a keyword that occurs nowhere, or as often in its own texts as in others. */
  private static final double PRIOR = 2;

  private static final double MOST = 4;

  private final KeywordIndex index;
  private final int labels;
  private final double[] weights;

  private KeywordWeights(KeywordIndex index, int labels, double[] weights) {
    this.index = index;
    this.labels = labels;
    this.weights = weights;
  }

  /** Learns from the texts of all labels and of none. */
  static KeywordWeights learn(KeywordIndex index, int labels, List<LabelText> texts) {
    int[] own = new int[index.size()];
    int[] others = new int[index.size()];
    for (LabelText text : texts) {
      index.find(Tokens.of(text.text())).stream()
          .forEach(keyword -> (index.labelOf(keyword) == text.index() ? own : others)[keyword]++);
    }
    double[] weights = new double[index.size()];
    for (int keyword = 0; keyword < weights.length; keyword++) {
      double logOdds = PRIOR + Math.log((own[keyword] + 1.0) / (others[keyword] + 1.0));
      weights[keyword] = Math.max(0, Math.min(MOST, logOdds));
    }
    return new KeywordWeights(index, labels, weights);
  }

  /** For each label, the worth of its two best keywords in a text; 0 if it has none. */
  double[] of(List<String> tokens) {
    double[] best = new double[labels];
    double[] second = new double[labels];
    index.find(tokens).stream()
        .forEach(
            keyword -> {
              int label = index.labelOf(keyword);
              double weight = weights[keyword];
              second[label] = Math.max(second[label], Math.min(weight, best[label]));
              best[label] = Math.max(best[label], weight);
            });
    for (int label = 0; label < labels; label++) {
      best[label] += second[label];
    }
    return best;
  }
}
