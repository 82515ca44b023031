package io.millrace.topology.score;

import java.time.Duration;

/**
 * How the scoring paces its work.
 *
 * @param tick how often settled matches are looked for
 * @param settle how long a match waits for further changes of either side before it is scored
 * @param scoresPerTick how many matches each partition scores in one go, from 1; bounds how long
 *     the stream thread is busy
 * @param cacheBytes bound of the memory for unpacked profiles of all partitions together, from 0
 */
public record ScoreSettings(Duration tick, Duration settle, int scoresPerTick, long cacheBytes) {
  public ScoreSettings {
    if (scoresPerTick < 1) {
      throw new IllegalArgumentException("at least one match must be scored a tick");
    }
  }

  public static ScoreSettings defaults() {
    return new ScoreSettings(Duration.ofMillis(10), Duration.ofMillis(40), 500, 64L * 1024 * 1024);
  }
}
