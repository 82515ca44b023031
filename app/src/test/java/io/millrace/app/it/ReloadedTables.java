package io.millrace.app.it;

/** Somebody empties the tables and loads them again. */
record ReloadedTables(Host host) implements Fault {
  @Override
  public String name() {
    return "tables truncated and reloaded";
  }

  @Override
  public void strike(RunningPipeline pipeline) {
    host.reload();
  }
}
