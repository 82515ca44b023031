package io.millrace.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what runs. */
@Command(name = "status", description = "Says what runs, where, and how it fares.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    StackStatus status = StackStatus.of(options.installation());
    options.print(status.document(), status::text);
    return 0;
  }
}
