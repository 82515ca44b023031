package io.millrace.inference.similarity;

import java.util.Arrays;
import java.util.List;

/**
 * Labels compete with each other and with "nothing": weighted evidence becomes shares of 1, and a
 * share becomes a confidence.
 */
final class RankedVerdict implements Verdict {
  private static final double MEANING = 0.1;
  private static final double WORDS = 0.29;
  private static final double KEYWORD = 0.3;
  private static final int MOST_KEYWORDS = 4;

  /** A text fits nothing if "nothing" is that many times likelier than the best label. */
  private static final double CLEARLY_NOTHING = 1.3;

  private static final String SENTENCE_END = ". ";

  private final SimilarityLabels labels;
  private final Evidence evidence;
  private final Judgement judgement;

  RankedVerdict(SimilarityLabels labels, Evidence evidence, Judgement judgement) {
    this.labels = labels;
    this.evidence = evidence;
    this.judgement = judgement;
  }

  @Override
  public double[] confidences(List<String> texts, List<float[]> vectors) {
    double[] weighed = weighed(String.join(SENTENCE_END, texts), MeanDirection.of(texts, vectors));
    double[] shares = Shares.of(weighed, judgement.sharpness());
    double[] ofLabels = Arrays.copyOf(shares, labels.size());
    return fitsNothing(shares, Arrays.stream(ofLabels).max().orElse(0))
        ? new double[0]
        : Arrays.stream(Shares.logOdds(ofLabels)).map(judgement::confidence).toArray();
  }

  private boolean fitsNothing(double[] shares, double best) {
    return shares.length > labels.size() && shares[labels.size()] > CLEARLY_NOTHING * best;
  }

  private double[] weighed(String text, float[] vector) {
    double[] meaning = Shares.centred(evidence.meaning().of(vector));
    List<String> tokens = Tokens.of(text);
    double[] words = Shares.centred(evidence.words().of(Tokens.words(tokens)));
    int[] keywords = evidence.keywords().count(tokens);
    double[] sum = new double[meaning.length];
    for (int index = 0; index < sum.length; index++) {
      sum[index] = MEANING * meaning[index] + WORDS * words[index];
      if (index < keywords.length) {
        sum[index] += KEYWORD * Math.min(keywords[index], MOST_KEYWORDS);
      }
    }
    return sum;
  }
}
