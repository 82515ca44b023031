package io.millrace.stack;

import io.millrace.stack.process.Folders;
import java.nio.file.Path;

/**
 * Names the folders under which the local stack keeps its data, logs, run files and secrets.
 *
 * @param root an absolute path; made when it is first needed
 */
public record LocalHome(Path root) {

  /** Makes the path absolute. */
  public LocalHome {
    root = root.toAbsolutePath().normalize();
  }

  /** Returns the folder of the parts' data, which survives {@code down}. */
  public Path data() {
    return Folders.make(root.resolve("data"));
  }

  /** Returns the folder of the logs, one file for each part. */
  public Path logs() {
    return Folders.make(root.resolve("logs"));
  }

  /** Returns the folder of ports, process ids, generated settings and the lock. */
  public Path run() {
    return Folders.make(root.resolve("run"));
  }

  /** Returns the folder of passwords, which only the owner may enter. */
  public Path secrets() {
    return Folders.makePrivate(root.resolve("secrets"));
  }

  /** Returns the folder of those passwords that Connect may read. */
  public Path connectSecrets() {
    return Folders.makePrivate(secrets().resolve("connect"));
  }
}
