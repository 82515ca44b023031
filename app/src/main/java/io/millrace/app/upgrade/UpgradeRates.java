package io.millrace.app.upgrade;

import io.millrace.inference.ProviderSettings;
import io.millrace.topology.runtime.EmbeddingSettings;
import java.util.OptionalDouble;

/**
 * What the new model costs and how quickly it answers, as far as anybody said so.
 *
 * @param perMillionTokens price, in any currency
 * @param perMillionCalls price, in the same
 * @param callsPerSecond that it answers at most
 */
public record UpgradeRates(
    OptionalDouble perMillionTokens,
    OptionalDouble perMillionCalls,
    OptionalDouble callsPerSecond) {
  private static final double MILLION = 1e6;

  /** What a user said on the command line; it goes before settings. */
  public static UpgradeRates of(OptionalDouble perMillionTokens, OptionalDouble callsPerSecond) {
    return new UpgradeRates(perMillionTokens, OptionalDouble.empty(), callsPerSecond);
  }

  /** With what settings say of the provider where nothing was said. */
  UpgradeRates or(ProviderSettings provider) {
    boolean isPriceSaid = perMillionTokens.isPresent() || perMillionCalls.isPresent();
    return new UpgradeRates(
        isPriceSaid ? perMillionTokens : setting(provider, "price.per.million.tokens"),
        isPriceSaid ? perMillionCalls : setting(provider, "price.per.million.inputs"),
        callsPerSecond.isPresent() ? callsPerSecond : setting(provider, "inputs.per.second"));
  }

  private static OptionalDouble setting(ProviderSettings provider, String key) {
    double value = provider.number(EmbeddingSettings.PREFIX + key, 0);
    return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** Empty: no price is known. */
  OptionalDouble money(long calls, long tokens) {
    if (perMillionTokens.isEmpty() && perMillionCalls.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        tokens / MILLION * perMillionTokens.orElse(0)
            + calls / MILLION * perMillionCalls.orElse(0));
  }

  /** Empty: no rate is known. */
  OptionalDouble seconds(long calls) {
    return callsPerSecond.isPresent()
        ? OptionalDouble.of(calls / callsPerSecond.getAsDouble())
        : OptionalDouble.empty();
  }
}
