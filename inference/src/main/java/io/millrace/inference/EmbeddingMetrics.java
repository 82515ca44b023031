package io.millrace.inference;

import java.time.Duration;

/**
 * What an {@link EmbeddingService} counts; every method does nothing unless overridden.
 *
 * <p>Called from callers' threads and from the service's own, so implementations are threadsafe and
 * quick.
 */
public interface EmbeddingMetrics {
  /** Counts nothing. */
  EmbeddingMetrics NONE = new EmbeddingMetrics() {};

  /**
   * One input was handed to the model; a batch of 32 is 32 of these.
   *
   * @param task label that its first caller gave
   */
  default void modelCall(String task) {}

  /**
   * One batch came back, or failed.
   *
   * @param inputs in the batch
   * @param latency from handing the batch to the model until its outcomes
   */
  default void request(int inputs, Duration latency) {}

  /** A text was answered without the model, from the cache. */
  default void cacheHit(String task) {}

  /** A text was already on its way to the model for another caller. */
  default void sharedInFlight(String task) {}

  /** The model read only the beginning of an input. */
  default void truncated(String task) {}

  /**
   * An input ended in no vector.
   *
   * @param reason of the {@link ModelOutcome.Rejected} or {@link ModelOutcome.RetryLater}
   */
  default void failed(String task, String reason) {}
}
