package io.millrace.stack.testing;

import io.millrace.stack.StackException;
import io.millrace.stack.StackSettings;
import io.millrace.stack.postgres.DebianPackages;
import io.millrace.stack.process.Commands;
import io.millrace.stack.process.FolderLock;
import io.millrace.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Prometheus' tool for rules, for tests. It is taken out of Debian's package at the first use
 * (seconds, needs Debian's mirror), without root, and shared. Threadsafe.
 *
 * @param program the executable
 */
public record TestPromtool(Path program) {
  /** Changes whenever the content of an installation does. */
  private static final String NAME = "promtool-bookworm-1";

  /** Built for a glibc that every system since then has. */
  private static final String SUITE = "bookworm";

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration RUN_LIMIT = Duration.ofMinutes(1);

  /**
   * Returns the tool, installing it first if it is not there.
   *
   * @throws StackException if it cannot be fetched
   */
  public static TestPromtool ensure() {
    Path folder = Folders.make(StackSettings.defaultCache()).resolve(NAME);
    if (!Files.isDirectory(folder)) {
      FolderLock.holding(
          folder.resolveSibling(NAME + ".lock"),
          LIMIT,
          () -> {},
          () -> {
            if (!Files.isDirectory(folder)) {
              install(folder);
            }
          });
    }
    return new TestPromtool(folder.resolve("promtool"));
  }

  private static void install(Path folder) {
    Path building = folder.resolveSibling(NAME + ".building");
    Path downloads = folder.resolveSibling(NAME + ".downloads");
    Folders.delete(building);
    Folders.delete(downloads);
    try {
      Path tree =
          new DebianPackages(downloads, SUITE, System.getenv()).fetch(List.of("prometheus"));
      Files.copy(tree.resolve("usr/bin/promtool"), Folders.make(building).resolve("promtool"));
      Folders.moveInto(building, folder);
    } catch (IOException e) {
      throw new StackException("Cannot install promtool in " + folder + ": " + e.getMessage(), e);
    } finally {
      Folders.delete(building);
      Folders.delete(downloads);
    }
  }

  /** Runs it in a folder; tells how it ended, whatever that was. */
  public Commands.Result run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return Commands.attempt(folder, RUN_LIMIT, command);
  }
}
