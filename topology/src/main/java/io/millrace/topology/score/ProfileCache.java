package io.millrace.topology.score;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Unpacked profiles of all tasks of an instance, within one bound of memory. Every task has the
 * features of every profile, nearly always the same ones: they are unpacked and kept once. Each
 * task remembers for itself which ones it has, since tasks learn of a change at different times.
 * Threadsafe.
 */
final class ProfileCache {
  /** The part of the memory that tasks' own notes may take. */
  private static final int NOTES_PART = 8;

  private static final int NOTE_BYTES = 150;

  private final Cache<Slot, Long> notes;
  private final Cache<Version, KnownProfile> profiles;

  private record Slot(int partition, String key) {}

  private record Version(String key, long fingerprint) {}

  /**
   * @param bytes bound of the memory, about
   */
  ProfileCache(long bytes) {
    notes =
        Caffeine.newBuilder()
            .maximumSize(bytes / NOTES_PART / NOTE_BYTES)
            .executor(Runnable::run)
            .build();
    profiles =
        Caffeine.newBuilder()
            .maximumWeight(bytes - bytes / NOTES_PART)
            .<Version, KnownProfile>weigher((version, profile) -> profile.bytes())
            .executor(Runnable::run)
            .build();
  }

  /** The profile as a task has it; null: not known here. */
  @Nullable KnownProfile get(int partition, String key) {
    Long fingerprint = notes.getIfPresent(new Slot(partition, key));
    return fingerprint == null ? null : get(key, fingerprint);
  }

  /** The profile as some task has unpacked it from the same features; null: none has. */
  @Nullable KnownProfile get(String key, long fingerprint) {
    return profiles.getIfPresent(new Version(key, fingerprint));
  }

  void put(int partition, String key, KnownProfile profile) {
    notes.put(new Slot(partition, key), profile.fingerprint());
    profiles.put(new Version(key, profile.fingerprint()), profile);
  }

  void forget(int partition, String key) {
    notes.invalidate(new Slot(partition, key));
  }

  /** Forgets all of a task's notes, which may stand for what an aborted transaction wrote. */
  void forgetAll(int partition) {
    notes.asMap().keySet().removeIf(slot -> slot.partition() == partition);
  }
}
