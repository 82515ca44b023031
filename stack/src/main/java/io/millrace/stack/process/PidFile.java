package io.millrace.stack.process;

import io.millrace.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers a started process between commands.
 *
 * @param path one line: process id, start in clock ticks, boot id
 */
public record PidFile(Path path) {

  /** Returns the remembered process, running or not; empty if there is none that can be read. */
  public Optional<ProcessIdentity> read() {
    try {
      String[] words = Files.readString(path).strip().split(" ", -1);
      return words.length == 3
          ? Optional.of(
              new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Remembers the process. */
  public void write(ProcessIdentity process) {
    Folders.write(
        path,
        "%d %d %s%n".formatted(process.pid(), process.startTicks(), process.boot()),
        "rw-r--r--");
  }

  /** Forgets the process. */
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StackException("Cannot delete " + path + ": " + e.getMessage(), e);
    }
  }
}
