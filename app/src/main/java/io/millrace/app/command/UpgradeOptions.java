package io.millrace.app.command;

import io.millrace.app.local.Installation;
import io.millrace.app.upgrade.UpgradeTarget;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that name what is to be upgraded to; the plan is the new one. */
final class UpgradeOptions {
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ProviderOptions provider = new ProviderOptions();

  @Option(
      names = "--embedding-model",
      paramLabel = "MODEL",
      required = true,
      description = "The embedding model of the new generation.")
  @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses
  private String model;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "The plan of the new generation. Default: the present one. Its own model is replaced.")
  private @Nullable Path plan;

  UpgradeTarget target() {
    return new UpgradeTarget(model, Optional.ofNullable(plan), provider.provider());
  }

  Installation installation() {
    return Installation.fromEnvironment(null, sentence -> System.err.println(sentence));
  }

  void print(Object document, Supplier<String> text) {
    output.print(document, text);
  }
}
