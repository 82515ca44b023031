package io.millrace.modelserver;

import io.millrace.modelserver.ModelServer.Settings;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the server as a process, until it is killed: {@code java -cp … ModelServerMain [port]
 * [dimensions] [token] [kind]}. Prints its address in one line.
 */
public final class ModelServerMain {
  private ModelServerMain() {}

  /** Starts the server. */
  public static void main(String[] arguments) throws InterruptedException {
    Settings defaults = Settings.defaults();
    try (ModelServer server =
        ModelServer.start(
            new Settings(
                number(arguments, 0, defaults.port()),
                number(arguments, 1, defaults.dimensions()),
                arguments.length > 2 ? arguments[2] : defaults.token(),
                defaults.revision(),
                defaults.maximumBatch(),
                arguments.length > 3 ? arguments[3] : defaults.kind()))) {
      System.out.println(server.url());
      new CountDownLatch(1).await();
    }
  }

  private static int number(String[] arguments, int place, int otherwise) {
    return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
  }
}
