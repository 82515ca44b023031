package io.millrace.inference.similarity;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What the meaning of a text says for each class: linear discriminant analysis of embeddings with a
 * shrunken covariance (Fisher 1936; Friedman 1989) and equal priors. Immutable and threadsafe.
 *
 * <p>In closed form, so learning is fast, exact, and the same on every machine.
 */
final class MeaningEvidence {
  /** How much of the common covariance is replaced by one that is alike in all directions. */
  private static final double SHRINKAGE = 0.7;

  /**
   * Texts that a class is thought to have besides its own, all at the middle of all classes: keeps
   * a class that has only a description comparable with those that have many examples.
   */
  private static final double PRIOR_TEXTS = 1;

  /** Least variance of a class, summed over all directions; unit vectors of one topic have 0.6. */
  private static final double LEAST_VARIANCE = 0.4;

  private final int classes;
  private final DMatrixRMaj directions;
  private final double[] offsets;

  private MeaningEvidence(DMatrixRMaj directions, double[] offsets) {
    this.classes = offsets.length;
    this.directions = directions;
    this.offsets = offsets;
  }

  /**
   * Learns from embeddings.
   *
   * @param texts with their classes; every class has at least one
   * @param vectors of the texts, in their order, of equal dimensions and length 1
   */
  static MeaningEvidence learn(List<LabelText> texts, List<float[]> vectors, int classes) {
    DMatrixRMaj points = matrix(vectors);
    int[] counts = counts(texts, classes);
    DMatrixRMaj means = means(texts, points, counts);
    DMatrixRMaj scatter = scatter(texts, points, means);
    DMatrixRMaj inverse = inverse(shrunken(scatter));
    double noise = CommonOps_DDRM.elementSum(product(inverse, scatter));
    shrinkToMiddle(counts, means);
    DMatrixRMaj directions = new DMatrixRMaj(points.numCols, classes);
    CommonOps_DDRM.multTransB(inverse, means, directions);
    return new MeaningEvidence(directions, offsets(means, directions, counts, noise));
  }

  private static DMatrixRMaj matrix(List<float[]> vectors) {
    DMatrixRMaj matrix = new DMatrixRMaj(vectors.size(), vectors.get(0).length);
    for (int row = 0; row < matrix.numRows; row++) {
      for (int column = 0; column < matrix.numCols; column++) {
        matrix.set(row, column, vectors.get(row)[column]);
      }
    }
    return matrix;
  }

  private static int[] counts(List<LabelText> texts, int classes) {
    int[] counts = new int[classes];
    texts.forEach(text -> counts[text.index()]++);
    return counts;
  }

  private static DMatrixRMaj means(List<LabelText> texts, DMatrixRMaj points, int[] counts) {
    DMatrixRMaj means = new DMatrixRMaj(counts.length, points.numCols);
    for (int row = 0; row < points.numRows; row++) {
      int index = texts.get(row).index();
      for (int column = 0; column < points.numCols; column++) {
        means.add(index, column, points.get(row, column) / counts[index]);
      }
    }
    return means;
  }

  /** The covariance within classes, not biased by how many there are. */
  private static DMatrixRMaj scatter(List<LabelText> texts, DMatrixRMaj points, DMatrixRMaj means) {
    DMatrixRMaj deviations = points.copy();
    for (int row = 0; row < points.numRows; row++) {
      for (int column = 0; column < points.numCols; column++) {
        deviations.add(row, column, -means.get(texts.get(row).index(), column));
      }
    }
    DMatrixRMaj scatter = new DMatrixRMaj(points.numCols, points.numCols);
    CommonOps_DDRM.multInner(deviations, scatter);
    CommonOps_DDRM.scale(1.0 / Math.max(1, points.numRows - means.numRows), scatter);
    return CommonOps_DDRM.trace(scatter) < LEAST_VARIANCE ? alike(scatter.numCols) : scatter;
  }

  /** What is assumed where hardly any class has two texts. */
  private static DMatrixRMaj alike(int dimensions) {
    DMatrixRMaj scatter = CommonOps_DDRM.identity(dimensions);
    CommonOps_DDRM.scale(LEAST_VARIANCE / dimensions, scatter);
    return scatter;
  }

  private static DMatrixRMaj shrunken(DMatrixRMaj scatter) {
    double mean = CommonOps_DDRM.trace(scatter) / scatter.numCols;
    DMatrixRMaj shrunken = scatter.copy();
    CommonOps_DDRM.scale(1 - SHRINKAGE, shrunken);
    for (int column = 0; column < scatter.numCols; column++) {
      shrunken.add(column, column, SHRINKAGE * mean);
    }
    return shrunken;
  }

  private static DMatrixRMaj inverse(DMatrixRMaj covariance) {
    DMatrixRMaj inverse = new DMatrixRMaj(covariance.numRows, covariance.numCols);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(inverse.numCols);
    if (!solver.setA(covariance)) {
      throw new IllegalStateException("a shrunken covariance is positive definite");
    }
    solver.invert(inverse);
    return inverse;
  }

  private static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, left.numCols);
    CommonOps_DDRM.elementMult(left, right, product);
    return product;
  }

  private static double ownShare(int count) {
    return count / (count + PRIOR_TEXTS);
  }

  private static void shrinkToMiddle(int[] counts, DMatrixRMaj means) {
    for (int column = 0; column < means.numCols; column++) {
      double middle = 0;
      for (int index = 0; index < means.numRows; index++) {
        middle += means.get(index, column) / means.numRows;
      }
      for (int index = 0; index < means.numRows; index++) {
        double own = ownShare(counts[index]);
        means.set(index, column, own * means.get(index, column) + (1 - own) * middle);
      }
    }
  }

  /**
   * Half the squared length of each mean, less what chance adds to it where a class has few texts
   * (Moran and Murphy 1979).
   */
  private static double[] offsets(
      DMatrixRMaj means, DMatrixRMaj directions, int[] counts, double noise) {
    double[] offsets = new double[means.numRows];
    for (int index = 0; index < offsets.length; index++) {
      double own = ownShare(counts[index]);
      double squaredLength = -own * own * noise / counts[index];
      for (int row = 0; row < directions.numRows; row++) {
        squaredLength += means.get(index, row) * directions.get(row, index);
      }
      offsets[index] = -squaredLength / 2;
    }
    return offsets;
  }

  /** How many components a vector must have. */
  int dimensions() {
    return directions.numRows;
  }

  /** One figure a class, comparable within a text. */
  double[] of(float[] vector) {
    double[] evidence = offsets.clone();
    double[] byRow = directions.data; // unlike get(row, column), it is not checked at each step
    for (int row = 0; row < directions.numRows; row++) {
      double component = vector[row];
      for (int index = 0; index < classes; index++) {
        evidence[index] += component * byRow[row * classes + index];
      }
    }
    return evidence;
  }
}
