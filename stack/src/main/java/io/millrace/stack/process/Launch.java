package io.millrace.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param command the program and its arguments; never a password, which others could read there
 * @param folder the folder that it runs in
 * @param environment added to the environment of this process
 */
public record Launch(List<String> command, Path folder, Map<String, String> environment) {

  /** Copies the collections. */
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
