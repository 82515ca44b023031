package io.millrace.inference;

import java.time.Duration;

/** The health of a model that has another behind it. */
final class FallbackHealth {
  private FallbackHealth() {}

  /** The first one's state, but askable while either is. */
  static ProviderHealth of(Model primary, Model secondary) {
    ProviderHealth first = primary.health();
    Duration second = secondary.health().retryAfter();
    Duration sooner = first.retryAfter().compareTo(second) < 0 ? first.retryAfter() : second;
    return new ProviderHealth(first.state(), first.reason(), first.since(), sooner);
  }
}
