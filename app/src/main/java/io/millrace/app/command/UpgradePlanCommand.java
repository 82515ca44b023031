package io.millrace.app.command;

import io.millrace.app.upgrade.UpgradeEstimate;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what an upgrade would cost. */
@Command(
    name = "plan",
    description = "Says what an upgrade would compute, and what it would cost; changes nothing.")
final class UpgradePlanCommand implements Callable<Integer> {
  @Mixin private final UpgradeOptions options = new UpgradeOptions();

  @Option(
      names = "--price-per-million-tokens",
      paramLabel = "PRICE",
      description = "What the new model costs, in any currency.")
  private @Nullable Double price;

  @Option(
      names = "--calls-per-second",
      paramLabel = "RATE",
      description = "What the new model answers, as measured.")
  private @Nullable Double rate;

  @Override
  public Integer call() {
    UpgradeEstimate estimate =
        UpgradeEstimate.of(
            options.installation(),
            options.model(),
            options.plan(),
            optional(price),
            optional(rate));
    options.print(estimate.document(), estimate::text);
    return 0;
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
