package io.millrace.app.report;

import org.jspecify.annotations.Nullable;

/** Reads pgvector's text form. */
final class Vectors {
  private Vectors() {}

  /**
   * The vector of a text such as {@code [0.1,-2,3e-05]}.
   *
   * @return null where the text is
   */
  static float @Nullable [] parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] components = text.substring(1, text.length() - 1).split(",", -1);
    float[] vector = new float[components.length];
    for (int index = 0; index < vector.length; index++) {
      vector[index] = Float.parseFloat(components[index]);
    }
    return vector;
  }
}
