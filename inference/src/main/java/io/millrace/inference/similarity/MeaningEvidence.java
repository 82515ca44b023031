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
  private static final double PRIOR_TEXTS = 2;

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
    DMatrixRMaj means = means(texts, points, classes);
    DMatrixRMaj covariance = covariance(texts, points, means);
    shrinkToMiddle(texts, means);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(points.numCols);
    if (!solver.setA(covariance)) {
      throw new IllegalStateException("a shrunken covariance is positive definite");
    }
    DMatrixRMaj directions = new DMatrixRMaj(points.numCols, classes);
    solver.solve(CommonOps_DDRM.transpose(means, null), directions);
    return new MeaningEvidence(directions, offsets(means, directions));
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

  private static DMatrixRMaj means(List<LabelText> texts, DMatrixRMaj points, int classes) {
    DMatrixRMaj means = new DMatrixRMaj(classes, points.numCols);
    int[] counts = counts(texts, classes);
    for (int row = 0; row < points.numRows; row++) {
      int index = texts.get(row).index();
      for (int column = 0; column < points.numCols; column++) {
        means.add(index, column, points.get(row, column) / counts[index]);
      }
    }
    return means;
  }

  private static int[] counts(List<LabelText> texts, int classes) {
    int[] counts = new int[classes];
    texts.forEach(text -> counts[text.index()]++);
    return counts;
  }

  private static DMatrixRMaj covariance(
      List<LabelText> texts, DMatrixRMaj points, DMatrixRMaj means) {
    DMatrixRMaj deviations = points.copy();
    for (int row = 0; row < points.numRows; row++) {
      for (int column = 0; column < points.numCols; column++) {
        deviations.add(row, column, -means.get(texts.get(row).index(), column));
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(points.numCols, points.numCols);
    CommonOps_DDRM.multInner(deviations, covariance);
    CommonOps_DDRM.scale(1.0 / points.numRows, covariance);
    double variance = Math.max(LEAST_VARIANCE, CommonOps_DDRM.trace(covariance));
    CommonOps_DDRM.scale(1 - SHRINKAGE, covariance);
    for (int column = 0; column < points.numCols; column++) {
      covariance.add(column, column, SHRINKAGE * variance / points.numCols);
    }
    return covariance;
  }

  private static void shrinkToMiddle(List<LabelText> texts, DMatrixRMaj means) {
    int[] counts = counts(texts, means.numRows);
    for (int column = 0; column < means.numCols; column++) {
      double middle = 0;
      for (int index = 0; index < means.numRows; index++) {
        middle += means.get(index, column) / means.numRows;
      }
      for (int index = 0; index < means.numRows; index++) {
        double own = counts[index] / (counts[index] + PRIOR_TEXTS);
        means.set(index, column, own * means.get(index, column) + (1 - own) * middle);
      }
    }
  }

  private static double[] offsets(DMatrixRMaj means, DMatrixRMaj directions) {
    double[] offsets = new double[means.numRows];
    for (int index = 0; index < offsets.length; index++) {
      for (int row = 0; row < directions.numRows; row++) {
        offsets[index] -= means.get(index, row) * directions.get(row, index) / 2;
      }
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
    for (int row = 0; row < directions.numRows; row++) {
      for (int index = 0; index < classes; index++) {
        evidence[index] += vector[row] * directions.get(row, index);
      }
    }
    return evidence;
  }
}
