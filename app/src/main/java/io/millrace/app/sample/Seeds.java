package io.millrace.app.sample;

import java.util.SplittableRandom;

/** Gives each row a random source of its own. */
final class Seeds {
  /** SplittableRandom's own step; see its source. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /**
   * A source that depends on the seed and the index only.
   *
   * <p>The first draw is the seed of the source: sources whose seeds lie a multiple of the step
   * apart would give one sequence, shifted.
   */
  static SplittableRandom source(long seed, int index) {
    return new SplittableRandom(new SplittableRandom(seed + index * GOLDEN_GAMMA).nextLong());
  }
}
