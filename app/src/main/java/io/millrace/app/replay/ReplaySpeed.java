package io.millrace.app.replay;

import io.millrace.app.UserException;
import java.util.OptionalDouble;

/**
 * How fast a replay goes.
 *
 * @param batchSize rows that are asked for together, and that may wait for a model when the next
 *     are: 1 to 10,000
 * @param rowsPerSecond at most; empty: as fast as it goes
 */
public record ReplaySpeed(int batchSize, OptionalDouble rowsPerSecond) {
  private static final int LARGEST = 10_000;

  public ReplaySpeed {
    if (batchSize < 1 || batchSize > LARGEST) {
      throw UserException.usage("--batch-size must be from 1 to " + LARGEST + ".");
    }
    if (rowsPerSecond.isPresent() && !(rowsPerSecond.getAsDouble() > 0)) {
      throw UserException.usage("--rate must be above 0.");
    }
  }
}
