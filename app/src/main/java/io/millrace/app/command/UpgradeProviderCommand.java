package io.millrace.app.command;

import io.millrace.app.local.GenerationProvider;
import io.millrace.app.upgrade.ProviderChange;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes who embeds where the vectors stay what they are. */
@Command(
    name = "provider",
    description = {
      "Changes who embeds for a generation (another address, token or rate) where that gives the"
          + " same vectors; nothing is computed anew. Refuses another version of the model.",
      "Without --provider, the settings of the installation count for it again."
    })
final class UpgradeProviderCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ProviderOptions provider = new ProviderOptions();

  @Option(
      names = "--generation",
      paramLabel = "NUMBER",
      description = "The generation. Default: the active one.")
  private @Nullable Integer number;

  @Override
  public Integer call() {
    Optional<GenerationProvider> next = provider.provider();
    int generation =
        new ProviderChange(options.installation())
            .run(number == null ? OptionalInt.empty() : OptionalInt.of(number), next);
    options.print(
        Map.of("generation", generation),
        () -> "Generation " + generation + " embeds by that provider now.");
    return 0;
  }
}
