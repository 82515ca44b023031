package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads vectors and scales them to length 1, whatever the provider says it did. */
final class VectorReader {
  private VectorReader() {}

  /**
   * Reads one vector for each input.
   *
   * @param dimensions that each has; 0 if that is not known yet
   */
  static List<Optional<Embedding>> readAll(JsonNode vectors, int count, int dimensions)
      throws MalformedAnswerException {
    if (!vectors.isArray() || vectors.size() != count) {
      throw new MalformedAnswerException("not one vector for each text");
    }
    List<Optional<Embedding>> embeddings = new ArrayList<>(count);
    for (JsonNode vector : vectors) {
      embeddings.add(read(vector, dimensions));
    }
    return embeddings;
  }

  /** Reads a vector; empty if it is zero or not finite. */
  static Optional<Embedding> read(JsonNode vector, int dimensions) throws MalformedAnswerException {
    if (vector.isNull()) {
      return Optional.empty();
    }
    if (!vector.isArray() || vector.isEmpty()) {
      throw new MalformedAnswerException("no vector");
    }
    if (vector.get(0).isArray()) {
      throw new MalformedAnswerException("a vector for each token instead of one for the text");
    }
    if (dimensions > 0 && vector.size() != dimensions) {
      throw new MalformedAnswerException("another number of dimensions");
    }
    return unit(vector);
  }

  private static Optional<Embedding> unit(JsonNode vector) throws MalformedAnswerException {
    double[] components = new double[vector.size()];
    double sumOfSquares = 0;
    for (int index = 0; index < components.length; index++) {
      JsonNode component = vector.get(index);
      if (!component.isNumber() && !component.isNull()) {
        throw new MalformedAnswerException("a component that is no number");
      }
      components[index] = component.isNull() ? Double.NaN : component.doubleValue();
      sumOfSquares += components[index] * components[index];
    }
    double length = Math.sqrt(sumOfSquares);
    return length > 0 && length < Double.POSITIVE_INFINITY
        ? Optional.of(new Embedding(scaled(components, length)))
        : Optional.empty();
  }

  private static float[] scaled(double[] components, double length) {
    float[] vector = new float[components.length];
    for (int index = 0; index < vector.length; index++) {
      vector[index] = (float) (components[index] / length);
    }
    return vector;
  }
}
