package io.millrace.topology.score;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Unpacked profiles of all tasks of an instance, within one bound of memory. Each task has its own
 * entries, since tasks learn of a change at different times. Threadsafe.
 */
final class ProfileCache {
  private final Cache<Slot, KnownProfile> profiles;

  private record Slot(int partition, String key) {}

  /**
   * @param bytes bound of the memory, about
   */
  ProfileCache(long bytes) {
    profiles =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .<Slot, KnownProfile>weigher((slot, profile) -> profile.bytes())
            .executor(Runnable::run)
            .build();
  }

  @Nullable KnownProfile get(int partition, String key) {
    return profiles.getIfPresent(new Slot(partition, key));
  }

  void put(int partition, String key, KnownProfile profile) {
    profiles.put(new Slot(partition, key), profile);
  }

  void forget(int partition, String key) {
    profiles.invalidate(new Slot(partition, key));
  }

  /** Forgets all of a task's, which may hold what an aborted transaction wrote. */
  void forgetAll(int partition) {
    profiles.asMap().keySet().removeIf(slot -> slot.partition() == partition);
  }
}
