package io.millrace.inference.remote;

/**
 * What was found when a provider's model was first used; all later starts must find the same.
 *
 * @param revision of the weights; "" if the provider does not tell
 * @param canary vector of {@link io.millrace.inference.Parity#SENTENCE}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by cosine only
record KnownModel(
    String model,
    String revision,
    int dimensions,
    int maximumTokens,
    int maximumBatch,
    int maximumConcurrentInputs,
    float[] canary) {}
