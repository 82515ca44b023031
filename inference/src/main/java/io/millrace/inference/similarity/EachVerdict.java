package io.millrace.inference.similarity;

import java.util.Arrays;
import java.util.List;

/**
 * Each label by itself: the words of the best item of an enumeration, and the meaning of the best
 * text, become the log-odds of a label. Items that deny are left out; what the first text says, the
 * one that names offers, counts for more than what the others say.
 */
final class EachVerdict implements Verdict {
  private static final double MEANING = 0.3;
  private static final double MEANING_SHARPNESS = 0.3;
  private static final double WORDS = 0.3;

  /** What words of later texts are worth less. */
  private static final double LATER = 1;

  private final SimilarityLabels labels;
  private final Evidence evidence;

  EachVerdict(SimilarityLabels labels, Evidence evidence) {
    this.labels = labels;
    this.evidence = evidence;
  }

  @Override
  public double[] confidences(List<String> texts, List<float[]> vectors) {
    double[] words = least();
    double[] meaning = least();
    for (int text = 0; text < texts.size(); text++) {
      raise(words, ofWords(texts.get(text)), text == 0 ? 0 : LATER);
      raise(meaning, ofMeaning(vectors.get(text)), 0);
    }
    double[] confidences = new double[labels.size()];
    for (int label = 0; label < confidences.length; label++) {
      confidences[label] = Judgement.EACH.confidence(words[label] + MEANING * meaning[label]);
    }
    return confidences;
  }

  private double[] least() {
    double[] least = new double[labels.size()];
    Arrays.fill(least, Double.NEGATIVE_INFINITY);
    return least;
  }

  private static void raise(double[] best, double[] other, double less) {
    for (int index = 0; index < best.length; index++) {
      best[index] = Math.max(best[index], other[index] - less);
    }
  }

  private double[] ofWords(String text) {
    double[] best = least();
    for (String segment : Segments.of(text)) {
      List<String> tokens = Tokens.of(segment);
      List<String> words = Tokens.words(tokens);
      if (!Negation.denies(words)) {
        raise(best, ofWords(tokens, words), 0);
      }
    }
    return best;
  }

  private double[] ofWords(List<String> tokens, List<String> words) {
    double[] logOdds = Shares.logOdds(Shares.of(evidence.words().of(words), 1));
    double[] keywords = evidence.keywordWeights().of(tokens);
    for (int label = 0; label < keywords.length; label++) {
      logOdds[label] = WORDS * logOdds[label] + keywords[label];
    }
    return logOdds;
  }

  private double[] ofMeaning(float[] vector) {
    return Shares.logOdds(Shares.of(evidence.meaning().of(vector), MEANING_SHARPNESS));
  }
}
