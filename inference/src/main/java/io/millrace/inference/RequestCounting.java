package io.millrace.inference;

/** Counting the requests of a model that has another behind it. */
final class RequestCounting {
  private RequestCounting() {}

  /** Lets both count; what does not count itself is counted as a batch of the first. */
  static boolean both(Model primary, Model secondary, ModelMetrics metrics) {
    boolean second = secondary.countRequests(metrics);
    return primary.countRequests(metrics) || second;
  }
}
