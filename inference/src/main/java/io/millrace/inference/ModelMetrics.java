package io.millrace.inference;

/**
 * What the services of a process count; every method does nothing unless overridden.
 *
 * <p>Called from callers' threads and from the services' own, so implementations are threadsafe and
 * quick.
 */
public interface ModelMetrics {
  /** Counts nothing. */
  ModelMetrics NONE = new ModelMetrics() {};

  /**
   * One input was handed to the model; a batch of 32 is 32 of these.
   *
   * @param task label that its first caller gave
   */
  default void modelCall(String task) {}

  /** One request was answered, or failed. */
  default void request(RequestReport report) {}

  /** A text was answered without the model, from a cache. */
  default void cacheHit(String task, CacheTier tier) {}

  /** A text was already on its way to the model for another caller. */
  default void sharedInFlight(String task) {}

  /** The model read only the beginning of an input. */
  default void truncated(String task) {}

  /**
   * An input ended without an answer.
   *
   * @param reason of the {@link ModelOutcome.Rejected} or {@link ModelOutcome.RetryLater}
   */
  default void failed(String task, String reason) {}
}
