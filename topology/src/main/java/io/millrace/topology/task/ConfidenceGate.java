package io.millrace.topology.task;

import io.millrace.inference.Classification.LabelScore;
import java.util.ArrayList;
import java.util.List;

/** Marks choices that should be looked at (seed 000, section 6); it changes none of them. */
final class ConfidenceGate {
  /** A chosen label has less than 0.3. */
  static final String LOW_CONFIDENCE = "low_confidence";

  /** Three or more chosen labels lie within 0.1: the model may just not know. */
  static final String UNIFORM = "uniform";

  private static final double LOW = 0.3;
  private static final double NARROW = 0.1;
  private static final int FEWEST_FOR_RANGE = 3;

  private ConfidenceGate() {}

  /**
   * The marks of a choice.
   *
   * @param chosen most confident first; may be empty
   */
  static List<String> marks(List<LabelScore> chosen) {
    List<String> marks = new ArrayList<>();
    if (!chosen.isEmpty()) {
      double most = chosen.get(0).confidence();
      double least = chosen.get(chosen.size() - 1).confidence();
      if (least < LOW) {
        marks.add(LOW_CONFIDENCE);
      }
      if (chosen.size() >= FEWEST_FOR_RANGE && most - least < NARROW) {
        marks.add(UNIFORM);
      }
    }
    return marks;
  }
}
