package io.millrace.app.it;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Vectors as the database gives them when they are cast to {@code real[]}. */
final class Vectors {
  private Vectors() {}

  static float @Nullable [] read(ResultSet result, int column) throws SQLException {
    @Nullable Array array = result.getArray(column);
    if (array == null) {
      return null;
    }
    Float[] boxed = (Float[]) array.getArray();
    float[] vector = new float[boxed.length];
    for (int index = 0; index < boxed.length; index++) {
      vector[index] = boxed[index];
    }
    return vector;
  }

  /** The cosine of two vectors of length 1. */
  static double cosine(float[] left, float[] right) {
    double cosine = 0;
    for (int index = 0; index < left.length; index++) {
      cosine += (double) left[index] * right[index];
    }
    return cosine;
  }
}
