package io.millrace.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.matching.Dimension;
import io.millrace.matching.DimensionScore;
import io.millrace.matching.Factor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the explanation of a match, version 2 of its shape (docs/match-context.md).
 *
 * @param json as the database holds it; other versions and other JSON read as unscored
 */
record StoredContext(JsonNode json) {
  private static final int VERSION = 2;
  private static final int METHODS = 1;
  private static final int FIRST_RAW = 2;

  /** A direction of a match. */
  enum Direction {
    AB("ab"),
    BA("ba");

    private final String key;

    Direction(String key) {
      this.key = key;
    }

    /** The name in an explanation. */
    String key() {
      return key;
    }
  }

  /**
   * A factor of a direction.
   *
   * @param method letter of its method, see {@link io.millrace.matching.Method}
   * @param score 0 to 10
   */
  record StoredFactor(char method, double score) {}

  /** Reads a JSON text; null reads as unscored. */
  static StoredContext parse(@Nullable String json) {
    try {
      return new StoredContext(Json.MAPPER.readTree(json == null ? "{}" : json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gave jsonb that is not JSON", e);
    }
  }

  /** Whether there are scores. */
  boolean isScored() {
    return json.path("v").asInt() == VERSION && json.path(Direction.AB.key()).isObject();
  }

  /** The built dimensions with their weights, without their factors. */
  List<DimensionScore> dimensions(Direction direction) {
    List<DimensionScore> scores = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      JsonNode scored = dimension(direction, dimension);
      if (scored.isArray()) {
        double weight = json.path("w").path(dimension.planName()).path(0).asDouble();
        scores.add(new DimensionScore(dimension, scored.path(0).asDouble(), weight, List.of()));
      }
    }
    return scores;
  }

  /** The factor; null where it, or its dimension, is left out. */
  @Nullable StoredFactor factor(Direction direction, Factor factor) {
    JsonNode scored = dimension(direction, factor.dimension());
    int place = place(factor);
    String methods = scored.path(METHODS).asText();
    JsonNode score = scored.path(FIRST_RAW + 1 + 2 * place);
    return place < methods.length() && score.isNumber()
        ? new StoredFactor(methods.charAt(place), score.asDouble())
        : null;
  }

  private JsonNode dimension(Direction direction, Dimension dimension) {
    return json.path(direction.key()).path(dimension.planName());
  }

  private static int place(Factor factor) {
    return Factor.of(factor.dimension()).indexOf(factor);
  }
}
