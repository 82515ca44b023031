package io.millrace.app.command;

import io.millrace.app.local.Installation;
import io.millrace.app.local.LocalPipeline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the local stack and the pipeline on it. */
@Command(
    name = "up",
    description = {
      "Starts the local stack in the background and returns when it is ready.",
      "Harmless when it runs already; after a crash it repairs what is broken."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    Installation installation = options.installation();
    new LocalPipeline(installation).up();
    StackStatus status = StackStatus.of(installation);
    options.print(status.document(), status::text);
    return 0;
  }
}
