package io.millrace.app.progress;

import io.millrace.inference.ProviderHealth;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why rows wait for a model. */
final class WorkReasons {
  private WorkReasons() {}

  /**
   * Rows by reason: {@code waiting} for their turn or their answer; after an attempt that failed,
   * or put off since others failed, {@code retrying}, or in its place {@code provider_limited},
   * {@code provider_down} or {@code provider_refused} while a provider is in that state.
   * Applications tell how many rows are tried again, not for which of their models: with several
   * models the worst one names the reason.
   *
   * @param open rows with unfinished work
   * @param retrying how many of them wait for another attempt
   */
  static Map<String, Long> of(long open, long retrying, ProviderHealth.State provider) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    reasons.put("waiting", Math.max(0, open - retrying));
    reasons.put("retrying", 0L);
    reasons.put("provider_limited", 0L);
    reasons.put("provider_down", 0L);
    reasons.put("provider_refused", 0L);
    reasons.put(name(provider), retrying);
    return reasons;
  }

  /** While the calls of models are paused, all rows wait for that alone. */
  static Map<String, Long> whilePaused(long open) {
    return Map.of("paused", open);
  }

  private static String name(ProviderHealth.State provider) {
    return switch (provider) {
      case OK -> "retrying";
      case LIMITED -> "provider_limited";
      case DOWN -> "provider_down";
      case REFUSED -> "provider_refused";
    };
  }
}
