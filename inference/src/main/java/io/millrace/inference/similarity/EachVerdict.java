package io.millrace.inference.similarity;

import java.util.Arrays;
import java.util.List;

/**
 * Each label by itself: the words of the best item of an enumeration, and the meaning of the best
 * text, become the log-odds of a label.
 */
final class EachVerdict implements Verdict {
  private static final double MEANING = 0.3;
  private static final double MEANING_SHARPNESS = 0.3;
  private static final double WORDS = 0.3;
  private static final double KEYWORD = 3;
  private static final int MOST_KEYWORDS = 2;

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
      Segments.of(texts.get(text)).forEach(segment -> raise(words, ofWords(segment)));
      raise(meaning, ofMeaning(vectors.get(text)));
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

  private static void raise(double[] best, double[] other) {
    for (int index = 0; index < best.length; index++) {
      best[index] = Math.max(best[index], other[index]);
    }
  }

  private double[] ofWords(String segment) {
    double[] logOdds = Shares.logOdds(Shares.of(evidence.words().of(segment), 1));
    int[] keywords = evidence.keywords().count(segment);
    for (int label = 0; label < keywords.length; label++) {
      logOdds[label] = WORDS * logOdds[label] + KEYWORD * Math.min(keywords[label], MOST_KEYWORDS);
    }
    return logOdds;
  }

  private double[] ofMeaning(float[] vector) {
    return Shares.logOdds(Shares.of(evidence.meaning().of(vector), MEANING_SHARPNESS));
  }
}
