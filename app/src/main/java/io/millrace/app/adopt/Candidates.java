package io.millrace.app.adopt;

import io.millrace.connectors.HeldRow;
import io.millrace.connectors.HeldRow.HeldVector;
import io.millrace.inference.Embedding;
import io.millrace.inference.Priority;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.SourcePriority;
import io.millrace.topology.task.TaskInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells vectors that may be adopted from those that may not, and counts these. Not threadsafe. */
final class Candidates {
  private static final double ROUNDING = 1e-4;

  private final int dimensions;
  private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);

  /**
   * @param dimensions of the plan's model
   */
  Candidates(int dimensions) {
    this.dimensions = dimensions;
  }

  /** Those of a row. */
  List<Candidate> of(HeldRow row) {
    List<Candidate> candidates = new ArrayList<>();
    row.vectors().forEach(vector -> of(vector).ifPresent(candidates::add));
    return candidates;
  }

  private Optional<Candidate> of(HeldVector held) {
    if (SourcePriority.protects(held.source())) {
      return leaveOut(LeftOut.PROTECTED);
    }
    Optional<String> text = new TaskInput(held.texts(), Priority.BACKLOG).joined();
    if (text.isEmpty()) {
      return leaveOut(LeftOut.BLANK);
    }
    Optional<Embedding> embedding = embedding(held.vector());
    return embedding.isEmpty()
        ? leaveOut(LeftOut.UNFIT)
        : Optional.of(
            new Candidate(held.column(), InputHash.of(held.texts()), text.get(), embedding.get()));
  }

  private Optional<Candidate> leaveOut(LeftOut reason) {
    count(reason);
    return Optional.empty();
  }

  /** Counts one that is not adopted. */
  void count(LeftOut reason) {
    leftOut.merge(reason, 1L, Long::sum);
  }

  /** How many were left out, by reason. */
  Map<LeftOut, Long> leftOut() {
    return new EnumMap<>(leftOut);
  }

  /** A length of almost 1 is left as it is, so that the row is not changed for rounding's sake. */
  private Optional<Embedding> embedding(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    double length = Math.sqrt(squares);
    if (vector.length != dimensions || !(length > 0) || Double.isInfinite(length)) {
      return Optional.empty();
    }
    return Optional.of(
        new Embedding(Math.abs(length - 1) <= ROUNDING ? vector : scaled(vector, length)));
  }

  private static float[] scaled(float[] vector, double length) {
    float[] scaled = new float[vector.length];
    for (int index = 0; index < vector.length; index++) {
      scaled[index] = (float) (vector[index] / length);
    }
    return scaled;
  }
}
