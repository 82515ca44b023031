package io.millrace.inference;

/**
 * How much a model takes at once.
 *
 * @param maximumBatch inputs in one request, at least 1
 * @param maximumConcurrentInputs inputs in all requests under way together, at least 1
 * @param concurrentRequests that are worth having under way together, at least 1; 1 for a model
 *     that computes on the calling thread
 */
public record ModelLimits(int maximumBatch, int maximumConcurrentInputs, int concurrentRequests) {
  /** The model itself sets no limit and is asked one batch at a time. */
  public static final ModelLimits UNLIMITED =
      new ModelLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

  public ModelLimits {
    if (maximumBatch < 1 || maximumConcurrentInputs < 1 || concurrentRequests < 1) {
      throw new IllegalArgumentException("A model takes at least 1 input at once.");
    }
  }
}
