package io.millrace.inference;

import java.util.Comparator;
import java.util.List;

/**
 * How sure a model is of each label.
 *
 * @param scores one for each label of the choice, most confident first; ties by name
 */
public record Classification(List<LabelScore> scores) {
  /**
   * The confidence of one label.
   *
   * @param confidence 0 to 1
   */
  public record LabelScore(String label, double confidence) {
    /** Refuses what is no confidence, so that no NaN goes any further. */
    public LabelScore {
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException(
            "A confidence must be from 0 to 1, but that of '" + label + "' is " + confidence);
      }
    }
  }

  public Classification {
    scores =
        scores.stream()
            .sorted(
                Comparator.comparingDouble(LabelScore::confidence)
                    .reversed()
                    .thenComparing(LabelScore::label))
            .toList();
  }

  /** The labels that are sure enough, most confident first. */
  public List<LabelScore> atLeast(double threshold) {
    return scores.stream().filter(score -> score.confidence() >= threshold).toList();
  }
}
