package io.millrace.app.command;

import io.millrace.app.upgrade.UpgradeEstimate;
import io.millrace.app.upgrade.UpgradeRates;
import io.millrace.app.upgrade.UpgradeTarget;
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
    UpgradeTarget target = options.target();
    UpgradeEstimate estimate =
        UpgradeEstimate.of(
            options.installation(),
            target,
            UpgradeRates.of(prices.pricePerMillionTokens(), prices.callsPerSecond()));
    options.print(estimate.document(), estimate::text);
    return 0;
  }
}
