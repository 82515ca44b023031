package io.millrace.stack.postgres;

import io.millrace.stack.StackException;
import io.millrace.stack.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds server processes that live in a data folder, which is the working folder of each.
 *
 * <p>After the death of the first process its children end by themselves within moments, but until
 * then no new server can start.
 */
final class DataFolderOwners {

  private DataFolderOwners() {}

  /**
   * Waits until no process lives in the folder, then removes a lock file that is left.
   *
   * @throws StackException if one still does after the limit
   */
  static void awaitNone(Path data, Duration limit) {
    if (!Waiting.until(limit, () -> find(data).isEmpty())) {
      throw new StackException(
          "Process %s, which this stack did not start, already uses %s; stop it first."
              .formatted(find(data).orElse("-"), data));
    }
    try {
      // PostgreSQL would take any process that now has the dead server's number for the server.
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new StackException("Cannot delete the stale lock file in " + data, e);
    }
  }

  private static Optional<String> find(Path data) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> livesIn(process, data))
          .map(process -> process.getFileName().toString())
          .findFirst();
    } catch (IOException e) {
      throw new StackException("Cannot list the processes in /proc", e);
    }
  }

  private static boolean livesIn(Path process, Path data) {
    try {
      return Character.isDigit(process.getFileName().toString().charAt(0))
          && Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath());
    } catch (IOException e) {
      // Ended meanwhile, or another user's.
      return false;
    }
  }
}
