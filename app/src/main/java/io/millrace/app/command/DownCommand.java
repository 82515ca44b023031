package io.millrace.app.command;

import io.millrace.stack.PartName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the local stack. */
@Command(name = "down", description = "Stops the local stack; its data stays.")
final class DownCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    List<String> stopped =
        options.installation().stack().stopAll().stream().map(PartName::label).toList();
    options.print(
        Map.of("stopped", stopped),
        () ->
            stopped.isEmpty()
                ? "Nothing was running."
                : "Stopped " + String.join(", ", stopped) + ".");
    return 0;
  }
}
