package io.millrace.app.it;

/** A connector and its tasks are restarted by Connect's REST interface. */
record RestartedConnector(String connector) implements Fault {
  @Override
  public String name() {
    return "restart of connector " + connector;
  }

  @Override
  public void strike(RunningPipeline pipeline) {
    pipeline.connect().restart(connector);
    pipeline.up();
  }
}
