package io.millrace.app.it;

import io.millrace.stack.PartName;

/** {@code kill -9} of a part, then {@code millrace up}. */
record KilledPart(PartName part) implements Fault {
  @Override
  public String name() {
    return "kill -9 of " + part.label();
  }

  @Override
  public void strike(RunningPipeline pipeline) {
    pipeline.kill(part);
    pipeline.up();
  }
}
