package io.millrace.stack.postgres;

import io.millrace.stack.Progress;
import io.millrace.stack.StackException;
import io.millrace.stack.process.Commands;
import io.millrace.stack.process.FolderLock;
import io.millrace.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installed PgBouncer with the libraries it needs, for tests; several homes may share it. It
 * appears under its final name only when it is whole.
 *
 * @param folder holds {@code bin} and {@code lib}
 */
record PgBouncerInstallation(Path folder) {
  /** Changes whenever the content of an installation does. */
  private static final String NAME = "pgbouncer-bookworm-1";

  /** Built for a glibc that every system since then has. */
  private static final String SUITE = "bookworm";

  private static final List<String> PACKAGES =
      List.of(
          "pgbouncer",
          "libaudit1",
          "libc-ares2",
          "libcap-ng0",
          "libcap2",
          "libevent-2.1-7",
          "libgcrypt20",
          "libgpg-error0",
          "liblz4-1",
          "liblzma5",
          "libpam0g",
          "libssl3",
          "libsystemd0",
          "libzstd1");

  private static final List<String> LIBRARY_FOLDERS =
      List.of("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu");

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String WRAPPER =
      """
      #!/bin/sh
      # The libraries that were fetched with the program.
      here=${0%/*}/..
      LD_LIBRARY_PATH="$here/lib" exec "$here/bin/pgbouncer.real" "$@"
      """;

  /**
   * Returns the installation in the cache folder, installing it first if it is not there.
   *
   * <p>Needs Debian's package mirror once. Safe to call from several processes at once.
   */
  static PgBouncerInstallation ensure(Path cache, Progress progress) {
    Path folder = Folders.make(cache.toAbsolutePath().normalize()).resolve(NAME);
    if (!Files.isDirectory(folder)) {
      FolderLock.holding(
          folder.resolveSibling(NAME + ".lock"),
          LIMIT,
          () -> progress.say("Another command installs PgBouncer."),
          () -> {
            if (!Files.isDirectory(folder)) {
              install(folder, progress);
            }
          });
    }
    return new PgBouncerInstallation(folder);
  }

  Path program() {
    return folder.resolve("bin/pgbouncer");
  }

  private static void install(Path folder, Progress progress) {
    progress.say("Installing PgBouncer into " + folder);
    Path building = folder.resolveSibling(NAME + ".building");
    Path downloads = folder.resolveSibling(NAME + ".downloads");
    Folders.delete(building);
    Folders.delete(downloads);
    try {
      Path tree = new DebianPackages(downloads, SUITE, System.getenv()).fetch(PACKAGES);
      Path programs = Folders.make(building.resolve("bin"));
      Files.copy(tree.resolve("usr/sbin/pgbouncer"), programs.resolve("pgbouncer.real"));
      Folders.write(programs.resolve("pgbouncer"), WRAPPER, "rwxr-xr-x");
      for (String libraries : LIBRARY_FOLDERS) {
        copy(tree.resolve(libraries), Folders.make(building.resolve("lib")));
      }
      makeReadable(building);
      Folders.moveInto(building, folder);
    } catch (IOException e) {
      throw new StackException("Cannot install PgBouncer in " + folder + ": " + e.getMessage(), e);
    } finally {
      Folders.delete(building);
      Folders.delete(downloads);
    }
  }

  /** Copies libraries under the names that programs ask for, which are links in the package. */
  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> entries = Files.list(from)) {
      for (Path library : entries.filter(Files::isRegularFile).toList()) {
        Files.copy(
            library, to.resolve(from.relativize(library)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Lets the server's user read what root, perhaps with a strict umask, has written. */
  private static void makeReadable(Path building) {
    Commands.run(
        "Setting permissions",
        building,
        Duration.ofMinutes(1),
        List.of("chmod", "-R", "a+rX", building.toString()));
  }
}
