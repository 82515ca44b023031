package io.millrace.inference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.inference.ModelOutcome.Answered;
import org.jspecify.annotations.Nullable;

/** The vectors last used, as many as fit into a number of bytes. Threadsafe. */
final class VectorCache {
  /** Key, record, array header and Caffeine's node, about; vectors are far larger. */
  private static final int ENTRY_OVERHEAD_BYTES = 160;

  private final Cache<TextKey, Answered<Embedding>> vectors;

  VectorCache(long maximumBytes) {
    vectors =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher((TextKey key, Answered<Embedding> embedded) -> bytesOf(embedded))
            .executor(Runnable::run)
            .build();
  }

  private static int bytesOf(Answered<Embedding> embedded) {
    return ENTRY_OVERHEAD_BYTES + embedded.value().vector().length * Float.BYTES;
  }

  @Nullable Answered<Embedding> get(TextKey key) {
    return vectors.getIfPresent(key);
  }

  void put(TextKey key, Answered<Embedding> embedded) {
    vectors.put(key, embedded);
  }
}
