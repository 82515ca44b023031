package io.millrace.topology.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Knows of recent texts whether an embed task's call was counted for them, so that the number of
 * calls does not depend on who needed a text first: a classification, whose embeddings are no
 * calls, or the task that keeps the vector. Threadsafe.
 */
final class CountedTexts {
  /** About as many vectors as the cache of embeddings holds by default. */
  private static final long TEXTS = 50_000;

  private static final int HEX = 16;

  private final Cache<Long, Boolean> counted =
      Caffeine.newBuilder().maximumSize(TEXTS).executor(Runnable::run).build();

  /** Notes that a text is embedded within the call of another task. */
  void embedWithin(String text) {
    counted.asMap().putIfAbsent(digest(text), false);
  }

  /** Notes an embed task's call; whether only other tasks' calls have embedded the text so far. */
  boolean claim(String text) {
    return Boolean.FALSE.equals(counted.asMap().put(digest(text), true));
  }

  private static long digest(String text) {
    return Long.parseUnsignedLong(TaskVersions.sha256(text).substring(0, HEX), HEX);
  }
}
