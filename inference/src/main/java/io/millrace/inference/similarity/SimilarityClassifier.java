package io.millrace.inference.similarity;

import io.millrace.inference.Classification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how well each label fits the texts of a row, by their likeness to the labels' own texts.
 *
 * <p>A pure function of the labels, the texts and their embeddings. Immutable and threadsafe; some
 * tenths of a millisecond a row, without the embedding. Made by {@link SimilarityTraining}.
 */
public final class SimilarityClassifier {
  private final SimilarityLabels labels;
  private final String fingerprint;
  private final Verdict verdict;

  SimilarityClassifier(
      SimilarityLabels labels, Judgement judgement, String fingerprint, Evidence evidence) {
    this.labels = labels;
    this.fingerprint = fingerprint;
    this.verdict =
        judgement == Judgement.EACH
            ? new EachVerdict(labels, evidence)
            : new RankedVerdict(labels, evidence, judgement);
  }

  /** Sixteen hex digits: changes whenever the same texts may be judged in another way. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * The texts whose embeddings {@link #classify} needs, normalised; empty if all texts are blank.
   *
   * @param texts raw, of the columns that the task reads, in its order; null is SQL's NULL
   */
  public List<String> textsToEmbed(List<? extends @Nullable String> texts) {
    return RowTexts.visible(texts);
  }

  /**
   * Classifies the texts of one row together.
   *
   * @param texts as given to {@link #textsToEmbed}
   * @param vectors of what it returned, in that order, of length 1
   * @return one score for each label, or none at all if the texts fit nothing or are blank
   */
  public Classification classify(List<? extends @Nullable String> texts, List<float[]> vectors) {
    List<String> read = RowTexts.visible(texts);
    if (read.size() != vectors.size()) {
      throw new IllegalArgumentException(
          "%d texts need as many vectors, but got %d".formatted(read.size(), vectors.size()));
    }
    return read.isEmpty()
        ? new Classification(List.of())
        : LabelScores.of(labels, verdict.confidences(read, vectors));
  }
}
