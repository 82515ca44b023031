package io.millrace.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a process is started.
 *
 * @param command the program and its arguments; never a password, which others could read there
 * @param folder the folder that it runs in
 * @param environment added to the environment of this process
 * @param hidden variables of this process that it does not inherit
 * @param settings the text of its settings file, empty if it has none
 */
public record Launch(
    List<String> command,
    Path folder,
    Map<String, String> environment,
    Set<String> hidden,
    String settings) {

  /** Copies the collections. */
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    hidden = Set.copyOf(hidden);
  }

  /** The start of a process that inherits all variables. */
  public Launch(
      List<String> command, Path folder, Map<String, String> environment, String settings) {
    this(command, folder, environment, Set.of(), settings);
  }

  /** Returns a hash that differs when anything of this launch does. */
  public String fingerprint() {
    return Digest.of(
        String.join(
            "\n",
            command.toString(),
            folder.toString(),
            new TreeMap<>(environment).toString(),
            new TreeSet<>(hidden).toString(),
            settings));
  }
}
