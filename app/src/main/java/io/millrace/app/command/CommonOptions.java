package io.millrace.app.command;

import io.millrace.app.Json;
import io.millrace.app.local.Installation;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command takes, and how its result is printed. */
final class CommonOptions {
  @Option(
      names = "--json",
      description =
          "Print one JSON document on standard output; everything else goes to standard error.")
  private boolean json;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "The enrichment plan. Default: MILLRACE_PLAN, else the plan that ships.")
  private @Nullable Path plan;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  boolean isJson() {
    return json;
  }

  /** The installation that the environment and the options name. */
  Installation installation() {
    return Installation.fromEnvironment(plan, sentence -> System.err.println(sentence));
  }

  /** Prints a result in the form that was asked for. */
  void print(Object document, Supplier<String> text) {
    System.out.println(json ? Json.write(document) : text.get());
  }
}
