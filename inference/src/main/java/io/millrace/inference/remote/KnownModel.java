package io.millrace.inference.remote;

import org.jspecify.annotations.Nullable;

/**
 * What was found when a provider's model was first used; all later starts must find the same.
 *
 * @param revision of the weights; "" if the provider does not tell
 * @param dimensions of its vectors; 0 if it makes none
 * @param kind as in {@link ServerFacts}; null in files of versions that did not ask
 * @param canary vector of {@link io.millrace.inference.Parity#SENTENCE}; empty if it makes none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by cosine only
record KnownModel(
    String model,
    String revision,
    int dimensions,
    int maximumTokens,
    int maximumBatch,
    int maximumConcurrentInputs,
    @Nullable String kind,
    float[] canary) {
  /**
   * Keeps what a provider said.
   *
   * @param model name as published
   * @param otherwise revision where the provider tells none
   */
  static KnownModel of(String model, String otherwise, ServerFacts facts, float[] canary) {
    return new KnownModel(
        model,
        facts.revision().isEmpty() ? otherwise : facts.revision(),
        canary.length,
        facts.maximumTokens(),
        facts.maximumBatch(),
        facts.maximumConcurrentInputs(),
        facts.kind(),
        canary);
  }

  /** What the provider said. */
  ServerFacts facts() {
    return new ServerFacts(
        model,
        revision,
        maximumTokens,
        maximumBatch,
        maximumConcurrentInputs,
        kind == null ? "" : kind);
  }
}
