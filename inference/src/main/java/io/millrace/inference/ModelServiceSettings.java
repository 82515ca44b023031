package io.millrace.inference;

import java.time.Duration;

/**
 * Sizes and times of an {@link EmbeddingService}.
 *
 * @param maximumBatch texts per request to the model, at least 1
 * @param maximumBatchCharacters per request, at least 1; keeps a fresh text from waiting behind a
 *     batch of very long ones (8,192 are about 0.1 s of MiniLM on two cores)
 * @param concurrentBatches requests under way at once, at least 1; more than 1 serves only models
 *     that compute elsewhere
 * @param cacheBytes that the cache of vectors may hold, 0 for no cache
 * @param retryAfter wait that is asked for when the model fails without saying how long
 * @param closeTimeout that {@link EmbeddingService#close} waits for requests under way
 */
public record ModelServiceSettings(
    int maximumBatch,
    int maximumBatchCharacters,
    int concurrentBatches,
    long cacheBytes,
    Duration retryAfter,
    Duration closeTimeout) {
  /** Refuses sizes below their least value. */
  public ModelServiceSettings {
    if (maximumBatch < 1 || maximumBatchCharacters < 1 || concurrentBatches < 1 || cacheBytes < 0) {
      throw new IllegalArgumentException(
          "Batch sizes and concurrent batches must be at least 1, cache bytes at least 0.");
    }
  }

  /** 32 texts or 8,192 characters a batch, one batch at a time, 64 MiB of cache. */
  public static ModelServiceSettings defaults() {
    return new ModelServiceSettings(
        32, 8_192, 1, 64L * 1024 * 1024, Duration.ofSeconds(1), Duration.ofSeconds(10));
  }
}
