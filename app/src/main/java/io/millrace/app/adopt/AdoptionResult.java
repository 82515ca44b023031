package io.millrace.app.adopt;

import java.util.Map;

/**
 * What was adopted.
 *
 * @param rows of which at least one vector was
 * @param vectors of theirs
 * @param leftOut vectors that were not, by reason
 */
public record AdoptionResult(long rows, long vectors, Map<String, Long> leftOut) {
  public AdoptionResult {
    leftOut = Map.copyOf(leftOut);
  }
}
