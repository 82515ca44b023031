package io.millrace.inference;

import java.time.Duration;

/**
 * One request to a model, for counting: a batch in this process, or a request over the network.
 *
 * @param provider as settings name it, such as {@code onnx} or {@code tei}
 * @param model name as published
 * @param result {@code ok}, or the kind of fault, short and fixed
 * @param inputs in the request
 * @param tokens that the provider read or billed; 0 where it is not known
 * @param cost by the configured price, in its currency; 0 without one
 * @param latency from the request until its answer
 */
public record RequestReport(
    String provider,
    String model,
    String result,
    int inputs,
    long tokens,
    double cost,
    Duration latency) {
  /** The result of a request that was answered. */
  public static final String OK = "ok";
}
