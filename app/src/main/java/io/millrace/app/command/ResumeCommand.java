package io.millrace.app.command;

import io.millrace.app.pause.PauseSwitch;
import io.millrace.app.pause.PausedPart;
import io.millrace.schemas.Pause;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has go on what was paused. */
@Command(
    name = "resume",
    description = {
      "Has go on what 'millrace pause' paused: what waits is done, fresh edits first.",
      "To resume what is not paused changes nothing."
    })
final class ResumeCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final PauseOptions parts = new PauseOptions();

  @Override
  public Integer call() {
    PauseSwitch control = new PauseSwitch(options.installation());
    Set<PausedPart> changed = control.resume(parts.parts());
    Map<PausedPart, Pause> now = control.read();
    options.print(PauseOptions.document(changed, now), () -> parts.text(changed, now));
    return 0;
  }
}
