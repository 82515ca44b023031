package io.millrace.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The order of scores of one match: generation, then source epoch, then revision. */
record ScoreVersion(int generation, int epoch, long revision) implements Comparable<ScoreVersion> {
  private static final int PARTS = 3;
  private static final Comparator<ScoreVersion> ORDER =
      Comparator.comparingInt(ScoreVersion::generation)
          .thenComparingInt(ScoreVersion::epoch)
          .thenComparingLong(ScoreVersion::revision);

  /** The form in which PostgreSQL orders versions as this class does. */
  String toJson() {
    return "[" + generation + "," + epoch + "," + revision + "]";
  }

  @Override
  public int compareTo(ScoreVersion other) {
    return ORDER.compare(this, other);
  }

  /** Reads {@code [generation,epoch,revision]}; null: it is something else. */
  static @Nullable ScoreVersion read(@Nullable JsonNode node) {
    if (node == null || !node.isArray() || node.size() != PARTS) {
      return null;
    }
    return new ScoreVersion(node.get(0).asInt(), node.get(1).asInt(), node.get(2).asLong());
  }
}
