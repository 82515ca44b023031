package io.millrace.topology.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.schemas.Features;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.serde.StoreSerde;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Every profile's features as one task has them, unpacked once. Single-threaded. */
final class KnownProfiles {
  private static final StoreSerde<Features> FEATURES = new StoreSerde<>(Features.getClassSchema());
  private static final int UNPACKED_TIMES = 4;
  private static final int OVERHEAD_BYTES = 2_000;
  private static final int FINGERPRINT_DIGITS = 16;

  private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<Features>> store;
  private final PairScorer scorer;
  private final ProfileCache cache;
  private final int partition;

  KnownProfiles(
      ReadOnlyKeyValueStore<String, ValueAndTimestamp<Features>> store,
      PairScorer scorer,
      ProfileCache cache,
      int partition) {
    this.store = store;
    this.scorer = scorer;
    this.cache = cache;
    this.partition = partition;
    cache.forgetAll(partition);
  }

  /** Must be called when the store has something new of a profile. */
  void changed(String key) {
    cache.forget(partition, key);
  }

  /**
   * A profile.
   *
   * @param key null: none was named
   * @return null: it has no features
   */
  @Nullable KnownProfile get(@Nullable String key) {
    if (key == null) {
      return null;
    }
    KnownProfile known = cache.get(partition, key);
    if (known == null) {
      ValueAndTimestamp<Features> stored = store.get(key);
      if (stored == null) {
        return null;
      }
      known = unpack(key, stored.value());
      cache.put(partition, key, known);
    }
    return known;
  }

  /** Stands for what is known of a side; another profile without features differs too. */
  static long fingerprint(@Nullable String key, @Nullable KnownProfile profile) {
    if (profile != null) {
      return profile.fingerprint();
    }
    return key == null ? 0 : hash(key.getBytes(UTF_8));
  }

  private KnownProfile unpack(String key, Features features) {
    Features timeless = Features.newBuilder(features).setCausedAt(0).build();
    byte[] bytes = FEATURES.serializer().serialize("", timeless);
    long fingerprint = hash(bytes);
    KnownProfile known = cache.get(key, fingerprint);
    return known != null
        ? known
        : new KnownProfile(
            scorer.profile(features), fingerprint, bytes.length * UNPACKED_TIMES + OVERHEAD_BYTES);
  }

  private static long hash(byte[] bytes) {
    return Long.parseUnsignedLong(InputHash.md5(bytes).substring(0, FINGERPRINT_DIGITS), 16);
  }
}
