package io.millrace.app.it;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sink that was believed dead: beside the one that runs, another one delivers every result ever
 * emitted, from the first on.
 */
record ZombieSink(String connector, Duration pause) implements Fault {
  private static final String SUFFIX = "-zombie";

  @Override
  public String name() {
    return "a zombie of " + connector + " repeats all it ever wrote";
  }

  @Override
  public void strike(RunningPipeline pipeline) throws Exception {
    ConnectRest connect = pipeline.connect();
    Map<String, String> configuration = new TreeMap<>(connect.configuration(connector));
    String zombie = connector + SUFFIX + "-" + System.nanoTime();
    configuration.put("name", zombie);
    // An origin of its own, as another generation would have: one session at a time holds one.
    configuration.computeIfPresent(
        "millrace.origin", (key, origin) -> origin.replaceFirst("_g1$", "_g99"));
    connect.put(zombie, configuration);
    try {
      Pause.of(pause);
    } finally {
      connect.delete(zombie);
    }
  }
}
