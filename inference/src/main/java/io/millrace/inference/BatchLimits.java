package io.millrace.inference;

/**
 * How a service may batch: what its settings and its model both allow.
 *
 * @param batch inputs in a request
 * @param concurrentBatches requests under way at once
 */
record BatchLimits(int batch, int concurrentBatches) {
  static BatchLimits of(ModelServiceSettings settings, ModelLimits limits) {
    int inputs = limits.maximumConcurrentInputs();
    int batch = Math.min(Math.min(settings.maximumBatch(), limits.maximumBatch()), inputs);
    int wanted = Math.max(settings.concurrentBatches(), limits.concurrentRequests());
    return new BatchLimits(batch, Math.max(1, Math.min(wanted, inputs / batch)));
  }
}
