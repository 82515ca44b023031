package io.millrace.app.it;

import io.millrace.stack.PartName;

/** A part is stopped in good order and started again. */
record RestartedPart(PartName part) implements Fault {
  @Override
  public String name() {
    return "restart of " + part.label();
  }

  @Override
  public void strike(RunningPipeline pipeline) {
    pipeline.stop(part);
    pipeline.up();
  }
}
