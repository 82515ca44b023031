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
import java.util.Map;
import java.util.stream.Stream;

/**
 * An installed PostgreSQL 17 with pgvector, which several homes may share.
 *
 * <p>It appears under its final name only when it is whole, so a half-done installation is never
 * used.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresInstallation(Path folder) {

  /** Changes whenever the content of an installation does. */
  private static final String NAME = "postgresql-17.6-pgvector-1";

  /** The suite whose pgvector is built for this PostgreSQL. */
  private static final String SUITE = "trixie";

  private static final String GLIBC_NEEDED = "2.38";
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String WRAPPER =
      """
      #!/bin/sh
      # pgvector's library needs a newer glibc than this system has.
      here=${0%/*}/..
      exec "$here/glibc/ld-linux-x86-64.so.2" --argv0 "$0" \
        --library-path "$here/glibc:$here/lib" "$here/bin/postgres.real" "$@"
      """;

  /**
   * Returns the installation in the cache folder, installing it first if it is not there.
   *
   * <p>Needs Debian's package mirror once. Safe to call from several processes at once.
   *
   * @throws StackException if a download or unpacking fails; nothing half-done is left in use
   */
  public static PostgresInstallation ensure(Path cache, Progress progress) {
    Path folder = Folders.make(cache.toAbsolutePath().normalize()).resolve(NAME);
    if (Files.isDirectory(folder)) {
      return new PostgresInstallation(folder);
    }
    refuseOtherPlatforms();
    Path lock = folder.resolveSibling(NAME + ".lock");
    FolderLock.holding(
        lock,
        LIMIT,
        () -> progress.say("Another command installs PostgreSQL."),
        () -> {
          if (!Files.isDirectory(folder)) {
            install(folder, progress);
          }
        });
    return new PostgresInstallation(folder);
  }

  /** Returns the path of a server program. */
  public Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private static void refuseOtherPlatforms() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.equals("Linux amd64")) {
      throw new StackException(
          "The local PostgreSQL runs on Linux x86-64 only, not on "
              + platform
              + "; name a database of your own in MILLRACE_JDBC_URL.");
    }
  }

  private static void install(Path folder, Progress progress) {
    progress.say("Installing PostgreSQL 17 and pgvector into " + folder);
    Path building = folder.resolveSibling(NAME + ".building");
    Path downloads = folder.resolveSibling(NAME + ".downloads");
    Folders.delete(building);
    Folders.delete(downloads);
    try {
      ServerArchive.unpack(Folders.make(building));
      addVector(building, downloads);
      makeReadable(building);
      Folders.moveInto(building, folder);
    } catch (IOException e) {
      throw new StackException("Cannot install PostgreSQL in " + folder + ": " + e.getMessage(), e);
    } finally {
      Folders.delete(building);
      Folders.delete(downloads);
    }
  }

  private static void addVector(Path building, Path downloads) throws IOException {
    boolean old = systemGlibcIsOlder();
    List<String> packages =
        old ? List.of("postgresql-17-pgvector", "libc6") : List.of("postgresql-17-pgvector");
    Path tree = new DebianPackages(downloads, SUITE, System.getenv()).fetch(packages);
    Files.copy(
        tree.resolve("usr/lib/postgresql/17/lib/vector.so"),
        building.resolve("lib/postgresql/vector.so"));
    copyFiles(
        tree.resolve("usr/share/postgresql/17/extension"),
        building.resolve("share/postgresql/extension"));
    if (old) {
      wrapServer(building, tree);
    }
  }

  private static boolean systemGlibcIsOlder() {
    Commands.Result result =
        Commands.attempt(
            Path.of("/"), Duration.ofSeconds(10), List.of("getconf", "GNU_LIBC_VERSION"));
    String version = result.output().strip().replace("glibc ", "");
    return !result.succeeded() || GlibcVersion.isOlder(version, GLIBC_NEEDED);
  }

  private static void wrapServer(Path building, Path tree) throws IOException {
    Path server = building.resolve("bin/postgres");
    copyFiles(tree.resolve("usr/lib/x86_64-linux-gnu"), Folders.make(building.resolve("glibc")));
    Files.move(server, server.resolveSibling("postgres.real"));
    Folders.write(server, WRAPPER, "rwxr-xr-x");
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
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

  /** Returns the environment that keeps a caller's PostgreSQL settings away from the server. */
  static Map<String, String> cleanEnvironment() {
    return Map.of("TZ", "UTC", "LC_ALL", "C");
  }
}
