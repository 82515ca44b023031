package io.millrace.app.pairs;

import io.millrace.app.UserException;
import io.millrace.matching.Calibration;
import io.millrace.matching.Calibration.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A curve from cosine to score, fitted to a model: the shape that seed 003 gives for bge-large
 * (noise floor at 0, mean of synonyms at 8, and two points more in the same proportions), laid
 * through the noise floor and the mean of related pairs as this model measures them.
 *
 * <p>Two figures of many pairs are steady; a curve with more freedom would follow a hundred pairs
 * into their noise. The floor is the lower of two means: that of pairs labelled as unrelated, and
 * that of related pairs whose texts are exchanged, since unrelated pairs may have been chosen to
 * look alike.
 *
 * @param unrelatedMean mean cosine of pairs labelled as unrelated; NaN: there are none
 * @param exchangedMean mean cosine of texts of different related pairs of one kind; NaN: there are
 *     none
 * @param noiseFloor the floor that was taken
 * @param synonymMean mean cosine of related pairs
 * @param calibration the curve, two decimals
 */
public record CurveFit(
    double unrelatedMean,
    double exchangedMean,
    double noiseFloor,
    double synonymMean,
    Calibration calibration) {
  // Seed 003: 0.53, 0.65, 0.75, 0.90 of bge-large, as shares of the way from floor to synonyms.
  private static final double[] SHARES = {0, 0.12 / 0.22, 1, 0.37 / 0.22};
  private static final double[] SCORES = {0, 5, 8, 10};
  private static final double STEPS = 100;
  private static final double LEAST_RISE = 0.05;

  /**
   * Fits a curve.
   *
   * @param related cosines of related pairs
   * @param unrelated cosines of pairs labelled as unrelated
   * @param exchanged cosines of related pairs with their texts exchanged
   * @throws UserException where the pairs are too few, or the model does not tell them apart
   */
  static CurveFit of(double[] related, double[] unrelated, double[] exchanged) {
    if (related.length == 0 || unrelated.length + exchanged.length == 0) {
      throw UserException.failure("A curve needs related and unrelated pairs.");
    }
    double unrelatedMean = Means.of(unrelated);
    double exchangedMean = Means.of(exchanged);
    double floor = lower(unrelatedMean, exchangedMean);
    double synonyms = Means.of(related);
    if (synonyms - floor < LEAST_RISE) {
      throw UserException.failure(
          "The model does not tell these pairs apart: related %.2f, unrelated %.2f."
              .formatted(synonyms, floor));
    }
    return new CurveFit(
        unrelatedMean, exchangedMean, floor, synonyms, new Calibration(points(floor, synonyms)));
  }

  private static double lower(double one, double other) {
    return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.min(one, other);
  }

  private static List<Point> points(double floor, double synonyms) {
    List<Point> points = new ArrayList<>();
    for (int index = 0; index < SHARES.length; index++) {
      double cosine = floor + SHARES[index] * (synonyms - floor);
      double rounded = Math.round(Math.min(1, cosine) * STEPS) / STEPS;
      if (points.isEmpty() || rounded > points.get(points.size() - 1).cosine()) {
        points.add(new Point(rounded, SCORES[index]));
      }
    }
    return points;
  }
}
