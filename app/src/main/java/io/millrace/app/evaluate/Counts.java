package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;

/** Counts of right and wrong answers, and the rates that follow. Not threadsafe. */
final class Counts {
  private int right;
  private int wrong;
  private int missed;

  void right() {
    right++;
  }

  void wrong() {
    wrong++;
  }

  void missed() {
    missed++;
  }

  void add(Counts other) {
    right += other.right;
    wrong += other.wrong;
    missed += other.missed;
  }

  /** How many were expected. */
  int support() {
    return right + missed;
  }

  boolean isEmpty() {
    return right + wrong + missed == 0;
  }

  /** Right among given, 0 to 1; 0 if none was given. */
  double precision() {
    return ratio(right, right + wrong);
  }

  /** Right among expected, 0 to 1; 0 if none was expected. */
  double recall() {
    return ratio(right, right + missed);
  }

  /** The harmonic mean of precision and recall, 0 to 1. */
  double f1() {
    return ratio(2.0 * right, 2.0 * right + wrong + missed);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  ObjectNode document() {
    return Json.MAPPER
        .createObjectNode()
        .put("precision", Rounding.of(precision()))
        .put("recall", Rounding.of(recall()))
        .put("f1", Rounding.of(f1()))
        .put("support", support())
        .put("right", right)
        .put("wrong", wrong)
        .put("missed", missed);
  }
}
