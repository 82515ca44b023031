package io.millrace.app.command;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What somebody knows of the models, for an estimate. */
final class PriceOptions {
  @Option(
      names = "--price-per-million-tokens",
      paramLabel = "PRICE",
      description = "What the model costs, in any currency.")
  private @Nullable Double price;

  @Option(
      names = "--calls-per-second",
      paramLabel = "RATE",
      description = "What the model answers, as measured.")
  private @Nullable Double rate;

  OptionalDouble pricePerMillionTokens() {
    return optional(price);
  }

  OptionalDouble callsPerSecond() {
    return optional(rate);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
