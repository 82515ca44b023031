package io.millrace.app.it;

import io.millrace.stack.PartName;
import java.time.Duration;

/**
 * A part stands still for longer than its sessions last, as a long pause of the garbage collector
 * or a laptop's lid does it, and then goes on as if nothing had been.
 */
record FrozenPart(PartName part, Duration pause) implements Fault {
  @Override
  public String name() {
    return "%s stands still for %d s".formatted(part.label(), pause.toSeconds());
  }

  @Override
  public void strike(RunningPipeline pipeline) throws Exception {
    long process = pipeline.process(part);
    signal("STOP", process);
    try {
      Pause.of(pause);
    } finally {
      signal("CONT", process);
    }
    pipeline.up();
  }

  private static void signal(String name, long process) throws Exception {
    int code = new ProcessBuilder("kill", "-" + name, "" + process).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " ended with " + code);
    }
  }
}
