package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.pause.PauseSwitch;
import io.millrace.app.pause.PausedPart;
import io.millrace.schemas.Pause;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pauses the calls of models, the writing, or both. */
@Command(
    name = "pause",
    description = {
      "Pauses the calls of models, the writing into the database, or both, until 'millrace resume'.",
      "Changes are captured meanwhile, and nothing is lost. A pause survives restarts. To pause what"
          + " is paused changes nothing. 'lag' and 'status' say who paused what."
    })
final class PauseCommand implements Callable<Integer> {
  private static final int MOST_CHARACTERS = 200;

  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final PauseOptions parts = new PauseOptions();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who pauses it, for those who see it. Default: the user of this machine.")
  private String by = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for those who see it.")
  private String reason = "";

  @Override
  public Integer call() {
    refuseLong("--by", by);
    refuseLong("--reason", reason);
    PauseSwitch control = new PauseSwitch(options.installation());
    Pause pause = new Pause(by, Clock.systemUTC().millis(), reason);
    Set<PausedPart> changed = control.pause(parts.parts(), pause);
    Map<PausedPart, Pause> now = control.read();
    options.print(PauseOptions.document(changed, now), () -> parts.text(changed, now));
    return 0;
  }

  private static void refuseLong(String option, String value) {
    if (value.length() > MOST_CHARACTERS) {
      throw UserException.usage(
          option
              + " takes at most "
              + MOST_CHARACTERS
              + " characters, not "
              + value.length()
              + ".");
    }
  }
}
