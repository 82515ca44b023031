package io.millrace.stack.process;

import io.millrace.stack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands to their end. */
public final class Commands {

  private Commands() {}

  /**
   * Runs the command in the folder and returns what it printed.
   *
   * @throws StackException with the last line printed if it fails or does not end in time
   */
  public static String run(String purpose, Path folder, Duration limit, List<String> command) {
    Result result = attempt(folder, limit, command);
    if (!result.succeeded()) {
      throw new StackException(
          "%s failed (%s ended with %d): %s"
              .formatted(purpose, command.get(0), result.exitCode(), lastLine(result.output())));
    }
    return result.output();
  }

  /** Runs the command and returns how it ended, whatever that was. */
  public static Result attempt(Path folder, Duration limit, List<String> command) {
    try {
      // A file, not a pipe: a child that lingers cannot hold the reader.
      Path output = Files.createTempFile("millrace-command", ".out");
      try {
        return new Result(exitCode(folder, limit, command, output), read(output));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return new Result(127, command.get(0) + " cannot be run: " + e.getMessage());
    }
  }

  /** Tells whether a program of this name is on the path. */
  public static boolean exists(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return List.of((path + ":/usr/sbin:/sbin").split(":", -1)).stream()
        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
  }

  private static int exitCode(Path folder, Duration limit, List<String> command, Path output)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return 124;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while " + command.get(0) + " ran.", e);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String lastLine(String output) {
    return output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
  }

  /**
   * How a command ended.
   *
   * @param exitCode 124 when it was stopped at its limit, 127 when it could not be run
   * @param output what it printed on both streams
   */
  public record Result(int exitCode, String output) {

    /** Tells whether the command ended with 0. */
    public boolean succeeded() {
      return exitCode == 0;
    }
  }
}
