package io.millrace.inference;

/**
 * How much a model takes at once.
 *
 * @param maximumBatch inputs in one request, at least 1
 * @param maximumConcurrentInputs inputs in all requests under way together, at least 1
 */
public record ModelLimits(int maximumBatch, int maximumConcurrentInputs) {
  /** The model itself sets no limit. */
  public static final ModelLimits UNLIMITED = new ModelLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public ModelLimits {
    if (maximumBatch < 1 || maximumConcurrentInputs < 1) {
      throw new IllegalArgumentException("A model takes at least 1 input at once.");
    }
  }
}
