package io.millrace.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the stack finds and keeps things.
 *
 * @param home data, logs and run files of this stack
 * @param cache installations that all homes share
 * @param parts the jars of the parts, as the build lays them out
 * @param pluginFolders folders of further Connect plugins
 * @param own the parts that the user runs, used instead of local ones
 */
public record StackSettings(
    LocalHome home, Path cache, Path parts, List<Path> pluginFolders, OwnParts own) {

  /** Names the folder of data, logs and run files. */
  public static final String HOME_VARIABLE = "MILLRACE_HOME";

  /** Names the folder of shared installations. */
  public static final String CACHE_VARIABLE = "MILLRACE_CACHE";

  /** Names the folder of the parts' jars; the launcher sets it. */
  public static final String PARTS_VARIABLE = "MILLRACE_PARTS";

  /** Copies the list. */
  public StackSettings {
    pluginFolders = List.copyOf(pluginFolders);
  }

  /** All parts are local, but for a database of the user's own. */
  public StackSettings(
      LocalHome home,
      Path cache,
      Path parts,
      List<Path> pluginFolders,
      Optional<DatabaseAccess> database) {
    this(home, cache, parts, pluginFolders, OwnParts.only(database));
  }

  /** Returns the user's own database. */
  public Optional<DatabaseAccess> database() {
    return own.database();
  }

  /** Returns whether the user runs the part. */
  public boolean isOwn(PartName part) {
    return own.names().contains(part);
  }

  /**
   * Reads {@code MILLRACE_HOME}, {@code MILLRACE_CACHE}, {@code MILLRACE_PARTS} and and what names
   * parts of the user's own; by default all lies in the checkout.
   */
  public static StackSettings fromEnvironment(
      Map<String, String> environment, List<Path> pluginFolders) {
    Path checkout = checkout(environment);
    Path home = named(environment, HOME_VARIABLE, checkout.resolve(".millrace"));
    return new StackSettings(
        new LocalHome(home),
        named(environment, CACHE_VARIABLE, home.resolve("cache")),
        named(environment, PARTS_VARIABLE, checkout.resolve("parts")),
        pluginFolders,
        OwnParts.of(environment));
  }

  /**
   * Returns the cache that tests share: {@code MILLRACE_CACHE}, else {@code .millrace/cache} of the
   * checkout.
   */
  public static Path defaultCache() {
    return named(
        System.getenv(), CACHE_VARIABLE, checkout(System.getenv()).resolve(".millrace/cache"));
  }

  private static Path named(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return (value.isBlank() ? otherwise : Path.of(value)).toAbsolutePath().normalize();
  }

  /** Finds the checkout: by the launcher's word, else upwards from the working folder. */
  private static Path checkout(Map<String, String> environment) {
    Path working = Path.of("").toAbsolutePath();
    String parts = environment.getOrDefault(PARTS_VARIABLE, "");
    if (!parts.isBlank()) {
      return Path.of(parts).toAbsolutePath().resolve("..").normalize();
    }
    for (Path folder = working; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    return working;
  }
}
