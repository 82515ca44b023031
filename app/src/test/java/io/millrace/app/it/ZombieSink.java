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
    // Its own, so that both write at once; a server has few of them, so that all zombies share it.
    configuration.computeIfPresent(
        "millrace.origin", (key, origin) -> origin.isEmpty() ? origin : origin + "_zombie");
    connect.put(zombie, configuration);
    try {
      Pause.of(pause);
    } finally {
      connect.delete(zombie);
    }
  }
}
