package io.millrace.app.command;

import io.millrace.app.local.Installation;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that every command takes, and how its result is printed. */
final class CommonOptions {
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "The enrichment plan. Default: MILLRACE_PLAN, else the plan that ships.")
  private @Nullable Path plan;

  boolean isJson() {
    return output.isJson();
  }

  /** The installation that the environment and the options name. */
  Installation installation() {
    return Installation.fromEnvironment(plan, sentence -> System.err.println(sentence));
  }

  /** Prints a result in the form that was asked for. */
  void print(Object document, Supplier<String> text) {
    output.print(document, text);
  }
}
