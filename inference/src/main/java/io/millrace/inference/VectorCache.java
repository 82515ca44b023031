package io.millrace.inference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.inference.EmbeddingOutcome.Embedded;
import org.jspecify.annotations.Nullable;

/** The vectors last used, as many as fit into a number of bytes. Threadsafe. */
final class VectorCache {
  /** Key, record, array header and Caffeine's node, about; vectors are far larger. */
  private static final int ENTRY_OVERHEAD_BYTES = 160;

  private final Cache<TextKey, Embedded> vectors;

  VectorCache(long maximumBytes) {
    vectors =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher((TextKey key, Embedded embedded) -> bytesOf(embedded))
            .executor(Runnable::run)
            .build();
  }

  private static int bytesOf(Embedded embedded) {
    return ENTRY_OVERHEAD_BYTES + embedded.vector().length * Float.BYTES;
  }

  @Nullable Embedded get(TextKey key) {
    return vectors.getIfPresent(key);
  }

  void put(TextKey key, Embedded embedded) {
    vectors.put(key, embedded);
  }
}
