package io.millrace.inference.policy;

import java.time.Duration;

/**
 * How a {@link ProviderGate} treats its provider.
 *
 * @param provider as settings name it
 * @param model name as published
 * @param maximumBatch inputs in a request, at least 1
 * @param requestsPerSecond of this instance; 0 for no limit
 * @param inputsPerSecond of this instance; 0 for no limit
 * @param failures in a row after which the provider counts as down
 * @param downTime until a provider that is down is tried again
 * @param refusedTime until one that refuses is tried again
 * @param longestHold that a request waits here for its place
 * @param timeout after which a request is given up
 */
public record GateSettings(
    String provider,
    String model,
    int maximumBatch,
    double requestsPerSecond,
    double inputsPerSecond,
    int failures,
    Duration downTime,
    Duration refusedTime,
    Duration longestHold,
    Duration timeout) {
  /** Five failures in a row, tried again after 15 s; after 60 s if it refused; 30 s for each. */
  public static GateSettings of(String provider, String model, int maximumBatch) {
    return new GateSettings(
        provider,
        model,
        maximumBatch,
        0,
        0,
        5,
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** The same with limits of this instance; 0 for none. */
  public GateSettings withRates(double requests, double inputs) {
    return new GateSettings(
        provider,
        model,
        maximumBatch,
        requests,
        inputs,
        failures,
        downTime,
        refusedTime,
        longestHold,
        timeout);
  }

  /** The same with other times until a provider that is down, or that refuses, is tried again. */
  public GateSettings withRetries(Duration down, Duration refused) {
    return withTimes(down, refused, longestHold);
  }

  /** The same with other times. */
  public GateSettings withTimes(Duration down, Duration refused, Duration hold) {
    return new GateSettings(
        provider,
        model,
        maximumBatch,
        requestsPerSecond,
        inputsPerSecond,
        failures,
        down,
        refused,
        hold,
        timeout);
  }

  /** The same with another time for each request. */
  public GateSettings withTimeout(Duration each) {
    return new GateSettings(
        provider,
        model,
        maximumBatch,
        requestsPerSecond,
        inputsPerSecond,
        failures,
        downTime,
        refusedTime,
        longestHold,
        each);
  }
}
