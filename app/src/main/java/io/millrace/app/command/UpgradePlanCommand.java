package io.millrace.app.command;

import io.millrace.app.upgrade.UpgradeEstimate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what an upgrade would cost. */
@Command(
    name = "plan",
    description = "Says what an upgrade would compute, and what it would cost; changes nothing.")
final class UpgradePlanCommand implements Callable<Integer> {
  @Mixin private final UpgradeOptions options = new UpgradeOptions();

  @Mixin private final PriceOptions prices = new PriceOptions();

  @Override
  public Integer call() {
    UpgradeEstimate estimate =
        UpgradeEstimate.of(
            options.installation(),
            options.model(),
            options.plan(),
            prices.pricePerMillionTokens(),
            prices.callsPerSecond());
    options.print(estimate.document(), estimate::text);
    return 0;
  }
}
