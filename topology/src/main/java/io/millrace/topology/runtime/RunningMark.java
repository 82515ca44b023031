package io.millrace.topology.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that stands beside an application's stores from when it runs until it ends by itself: who
 * finds it comes after a process that was killed.
 *
 * <p>Under exactly-once the engine uses no store of such a process, since what was never committed
 * may be in it. It finds that out by opening them one after the other, at a time when there is the
 * most to catch up with. Where the file cannot be written or removed, a start takes longer and all
 * is well otherwise. Threadsafe.
 */
final class RunningMark {
  private static final Logger LOG = LoggerFactory.getLogger(RunningMark.class);

  private final Path file;

  RunningMark(Path stateDirectory, String applicationId) {
    file = stateDirectory.resolve(applicationId + ".running");
  }

  boolean isSet() {
    return Files.exists(file);
  }

  /** To be called once all stores are whole, so that none that is half restored is given up. */
  void set() {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      LOG.debug("the next process will not know how this one ended", e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("the next process will restore its stores without need", e);
    }
  }
}
