package io.millrace.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the stack finds and keeps things. */
public final class StackSettings {

  /** Names the folder of shared installations. */
  public static final String CACHE_VARIABLE = "MILLRACE_CACHE";

  private StackSettings() {}

  /**
   * Returns the folder of installations that all homes share: {@code MILLRACE_CACHE}, else {@code
   * .millrace/cache} of the checkout that the working folder lies in.
   */
  public static Path defaultCache() {
    String named = System.getenv(CACHE_VARIABLE);
    return named == null || named.isBlank()
        ? checkout().resolve(".millrace").resolve("cache")
        : Path.of(named).toAbsolutePath();
  }

  private static Path checkout() {
    Path working = Path.of("").toAbsolutePath();
    for (Path folder = working; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    return working;
  }
}
