package io.millrace.sink;

import io.millrace.schemas.PackedVector;
import io.millrace.schemas.TaskResult;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Whether a value fits its column; pgvector refuses NaN, infinity and other dimensions. */
final class ValueCheck {
  private ValueCheck() {}

  /** What is wrong with the value, in one sentence without the value itself. */
  static Optional<String> problem(ColumnTarget column, TaskResult result) {
    ByteBuffer vector = result.getVector();
    if (column.kind() == ValueKind.JSON) {
      return vector == null ? Optional.empty() : Optional.of("a vector came for a JSON column");
    }
    if (result.getJson() != null) {
      return Optional.of("JSON came for a vector column");
    }
    return vector == null ? Optional.empty() : vectorProblem(column, vector);
  }

  private static Optional<String> vectorProblem(ColumnTarget column, ByteBuffer vector) {
    if (vector.remaining() != column.dimensions() * Float.BYTES) {
      return Optional.of(
          "the vector has %d bytes, but %d dimensions need %d"
              .formatted(
                  vector.remaining(), column.dimensions(), column.dimensions() * Float.BYTES));
    }
    for (float component : PackedVector.unpack(vector)) {
      if (!Float.isFinite(component)) {
        return Optional.of("the vector holds a component that is not a finite number");
      }
    }
    return Optional.empty();
  }
}
