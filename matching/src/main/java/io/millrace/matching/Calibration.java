package io.millrace.matching;

import java.util.List;

/**
 * A curve from the cosine of one embedding model to a score of 0 to 10: linear between points, flat
 * outside them, never falling.
 *
 * <p>It is needed because models differ: MiniLM calls 0.43 what bge-large calls 0.75. The curves
 * that are known stand in the default plan and nowhere else.
 *
 * @param points at least two, cosines strictly rising within -1 to 1, scores never falling within 0
 *     to 10
 */
public record Calibration(List<Point> points) {
  /**
   * One point of the curve.
   *
   * @param cosine -1 to 1
   * @param score 0 to 10
   */
  public record Point(double cosine, double score) {
    public Point {
      if (!(cosine >= -1 && cosine <= 1 && score >= 0 && score <= 10)) {
        throw new IllegalArgumentException(
            "Calibration point ["
                + cosine
                + ", "
                + score
                + "] is outside cosine -1..1, score 0..10");
      }
    }
  }

  /** Cosine times ten, as seed 000 §4.1 writes it: for a model that nobody has measured yet. */
  public static final Calibration PROPORTIONAL = of(0, 0, 1, 10);

  public Calibration {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("A calibration needs two points or more");
    }
    for (int index = 1; index < points.size(); index++) {
      requireRise(points.get(index - 1), points.get(index));
    }
  }

  /**
   * A curve from cosines and scores in turn.
   *
   * @throws IllegalArgumentException where the numbers make no curve
   */
  public static Calibration of(double... cosinesAndScores) {
    if (cosinesAndScores.length % 2 != 0) {
      throw new IllegalArgumentException("A calibration needs a score for each cosine");
    }
    Point[] points = new Point[cosinesAndScores.length / 2];
    for (int index = 0; index < points.length; index++) {
      points[index] = new Point(cosinesAndScores[2 * index], cosinesAndScores[2 * index + 1]);
    }
    return new Calibration(List.of(points));
  }

  /** The score of a cosine, 0 to 10; NaN scores as the lowest point. */
  public double score(double cosine) {
    Point below = points.get(0);
    if (!(cosine > below.cosine())) {
      return below.score();
    }
    for (int index = 1; index < points.size(); index++) {
      Point above = points.get(index);
      if (cosine < above.cosine()) {
        double share = (cosine - below.cosine()) / (above.cosine() - below.cosine());
        return below.score() + share * (above.score() - below.score());
      }
      below = above;
    }
    return below.score();
  }

  private static void requireRise(Point below, Point above) {
    if (above.cosine() <= below.cosine() || above.score() < below.score()) {
      throw new IllegalArgumentException(
          "Calibration points must rise: ["
              + above.cosine()
              + ", "
              + above.score()
              + "] follows ["
              + below.cosine()
              + ", "
              + below.score()
              + "]");
    }
  }
}
