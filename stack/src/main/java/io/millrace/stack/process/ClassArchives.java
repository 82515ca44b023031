package io.millrace.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lets a Java process load its classes out of an archive that the same process wrote when it last
 * ended by itself (class data sharing, JEP 350): reading them out of jars takes longer than
 * anything else at a start. A virtual machine passes over an archive that is not of its own version
 * or class path, so that none can do harm.
 *
 * @param folder where archives are kept, for all homes
 * @param drafts where a process writes one at its end, in one home
 * @param name of the process
 */
record ClassArchives(Path folder, Path drafts, String name) {
  private static final String ENDING = ".jsa";

  /**
   * The option to write one is unknown to other virtual machines, and would keep them from
   * starting.
   */
  private static final boolean IS_HOTSPOT =
      System.getProperty("java.vm.name", "").matches("(OpenJDK|Java HotSpot).*");

  /** The command with options that read the archive or, where there is none, have it written. */
  List<String> applied(List<String> command) {
    if (!isPossible(command)) {
      return command;
    }
    drop();
    String ending = "-" + key(command.get(command.indexOf("-cp") + 1)) + ENDING;
    List<String> applied = new ArrayList<>(command);
    applied.addAll(
        1,
        List.of(
            kept(ending)
                .map(file -> "-XX:SharedArchiveFile=" + file)
                .orElse("-XX:ArchiveClassesAtExit=" + drafts.resolve(name + ending)),
            // It tells of every class that it leaves out.
            "-Xlog:cds*=off"));
    return applied;
  }

  /**
   * Its own, or that of another process with the same class path: the application of a further
   * generation starts for the first time when there is the least to spare.
   */
  private Optional<Path> kept(String ending) {
    return list(folder).stream()
        .filter(file -> file.getFileName().toString().endsWith(ending))
        .min(Comparator.comparing(file -> !isMine(file)));
  }

  /** A virtual machine with an agent refuses to start if it is to write one. */
  private static boolean isPossible(List<String> command) {
    return IS_HOTSPOT
        && command.contains("-cp")
        && command.stream().noneMatch(option -> option.startsWith("-javaagent:"));
  }

  /** Keeps what the process wrote; to be called when it has ended by itself. */
  void keep() {
    for (Path draft : mine(drafts)) {
      Path kept = Folders.make(folder).resolve(draft.getFileName());
      try {
        // Processes that run have mapped the older one, which stays for them.
        Files.move(draft, kept, StandardCopyOption.REPLACE_EXISTING);
        remove(folder, file -> !file.equals(kept));
      } catch (IOException e) {
        drop();
      }
    }
  }

  /** Forgets what a process may have begun to write when it was killed. */
  void drop() {
    remove(drafts, file -> true);
  }

  /** Differs where the virtual machine or a jar does. */
  private static String key(String classPath) {
    StringBuilder all = new StringBuilder(System.getProperty("java.vm.version", ""));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      all.append('\n').append(entry).append(stamp(Path.of(entry.replaceFirst("/\\*$", ""))));
    }
    return Digest.of(all.toString()).substring(0, 16);
  }

  private static String stamp(Path entry) {
    try {
      return " " + Files.getLastModifiedTime(entry) + " " + Files.size(entry);
    } catch (IOException e) {
      return " none";
    }
  }

  private void remove(Path from, Predicate<Path> which) {
    for (Path file : mine(from)) {
      if (which.test(file)) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          // It costs its place on the disk, and the next end tries again.
        }
      }
    }
  }

  private List<Path> mine(Path where) {
    return list(where).stream().filter(this::isMine).toList();
  }

  private static List<Path> list(Path where) {
    if (!Files.isDirectory(where)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(where)) {
      return files.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private boolean isMine(Path file) {
    return file.getFileName().toString().matches("\\Q" + name + "\\E-[0-9a-f]{16}\\.jsa");
  }
}
