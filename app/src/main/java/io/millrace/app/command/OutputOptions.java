package io.millrace.app.command;

import io.millrace.app.Json;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command's result is printed, and its help. */
final class OutputOptions {
  @Option(
      names = "--json",
      description =
          "Print one JSON document on standard output; everything else goes to standard error.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  boolean isJson() {
    return json;
  }

  /** Prints a result in the form that was asked for. */
  void print(Object document, Supplier<String> text) {
    System.out.println(json ? Json.write(document) : text.get());
  }
}
