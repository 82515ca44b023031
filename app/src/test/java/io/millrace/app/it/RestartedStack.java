package io.millrace.app.it;

/** {@code millrace down} and {@code up}. */
record RestartedStack() implements Fault {
  @Override
  public String name() {
    return "down and up";
  }

  @Override
  public void strike(RunningPipeline pipeline) {
    pipeline.down();
    pipeline.up();
  }
}
