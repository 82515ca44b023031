package io.millrace.inference.similarity;

import io.millrace.inference.ModelDescription;
import io.millrace.inference.TextNormalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a classifier from labels: embed {@link #texts}, then {@link #train}.
 *
 * <p>The same labels and vectors give the same classifier. Training takes well under a second;
 * embedding the texts takes longer, and the vectors may be kept between runs.
 */
public final class SimilarityTraining {
  /** Changes whenever the way of judging does. */
  private static final String VERSION = "similarity-2";

  private final SimilarityLabels labels;
  private final Judgement judgement;
  private final List<LabelText> labelTexts;

  /**
   * Prepares training.
   *
   * @param labels whose texts are not blank
   * @param judgement how the labels relate to each other
   */
  public SimilarityTraining(SimilarityLabels labels, Judgement judgement) {
    this.labels = labels;
    this.judgement = judgement;
    this.labelTexts = labels.texts().stream().map(SimilarityTraining::normalised).toList();
  }

  private static LabelText normalised(LabelText text) {
    return TextNormalizer.normalize(text.text())
        .map(visible -> new LabelText(visible, text.index()))
        .orElseThrow(() -> new IllegalArgumentException("A text of a label is blank."));
  }

  /** The texts to embed, normalised and distinct, in a fixed order. */
  public List<String> texts() {
    return labelTexts.stream().map(LabelText::text).distinct().toList();
  }

  /**
   * Trains.
   *
   * @param vectors of {@link #texts}, in their order, of length 1
   * @param model that made them; it must make the vectors that are classified too
   */
  public SimilarityClassifier train(List<float[]> vectors, ModelDescription model) {
    KeywordIndex index = new KeywordIndex(labels.labels());
    Evidence evidence =
        new Evidence(
            MeaningEvidence.learn(labelTexts, byLabelText(vectors), labels.classes()),
            WordEvidence.learn(labelTexts, keywords(), labels.classes()),
            index,
            KeywordWeights.learn(index, labels.size(), labelTexts));
    return new SimilarityClassifier(labels, judgement, fingerprint(model), evidence);
  }

  /**
   * Items of an enumeration are short, so a keyword is as good an example as any; whole texts are
   * not, and keywords made more of them look like "nothing".
   */
  private List<LabelText> keywords() {
    return judgement == Judgement.EACH ? labels.keywordTexts() : List.of();
  }

  private List<float[]> byLabelText(List<float[]> vectors) {
    List<String> texts = texts();
    if (texts.size() != vectors.size()) {
      throw new IllegalArgumentException(
          "%d texts need as many vectors, but got %d".formatted(texts.size(), vectors.size()));
    }
    Map<String, float[]> byText = new LinkedHashMap<>();
    for (int index = 0; index < texts.size(); index++) {
      byText.put(texts.get(index), vectors.get(index));
    }
    List<float[]> ordered = new ArrayList<>();
    labelTexts.forEach(text -> ordered.add(byText.get(text.text())));
    return ordered;
  }

  /** What {@link SimilarityClassifier#fingerprint} will be, known before any text is embedded. */
  public String fingerprint(ModelDescription model) {
    return Fingerprint.of(VERSION, judgement.name(), model.fingerprint(), labels.toString());
  }
}
