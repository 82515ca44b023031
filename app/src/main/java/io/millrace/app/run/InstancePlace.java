package io.millrace.app.run;

import io.millrace.app.UserException;
import io.millrace.topology.runtime.MillraceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name and the state directory of an instance.
 *
 * <p>Where the instance is to be called {@code auto}, it takes the first of the folders {@code
 * instance-1}, {@code instance-2} and so on of the state directory that no living process holds,
 * and its number as its name. So one that was killed is followed by one that has its state and, to
 * the group, is the same member. The lock ends with the process, however that ends.
 */
public final class InstancePlace implements AutoCloseable {
  /** Asks for a place among those that share a state directory. */
  static final String AUTO = "auto";

  private static final int MOST_INSTANCES = 1_000;

  private final Map<String, String> settings;
  private final @Nullable FileChannel held;

  private InstancePlace(Map<String, String> settings, @Nullable FileChannel held) {
    this.settings = Map.copyOf(settings);
    this.held = held;
  }

  /**
   * Takes a place.
   *
   * @param settings keys of {@link MillraceConfig}
   * @throws UserException if the state directory cannot be written
   */
  public static InstancePlace claim(Map<String, String> settings) {
    String directory = settings.getOrDefault(MillraceConfig.STATE_DIRECTORY, "");
    if (!AUTO.equals(settings.get(MillraceConfig.INSTANCE)) || directory.isBlank()) {
      return new InstancePlace(settings, null);
    }
    try {
      return first(settings, Path.of(directory));
    } catch (IOException e) {
      throw UserException.failure(
          "Cannot write in the state directory "
              + directory
              + "; it must belong to the user that runs this.",
          e);
    }
  }

  private static InstancePlace first(Map<String, String> settings, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    for (int number = 1; number <= MOST_INSTANCES; number++) {
      FileChannel channel = lock(directory.resolve("instance-" + number + ".lock"));
      if (channel != null) {
        Map<String, String> own = new HashMap<>(settings);
        own.put(MillraceConfig.INSTANCE, Integer.toString(number));
        own.put(MillraceConfig.STATE_DIRECTORY, directory.resolve("instance-" + number).toString());
        return new InstancePlace(own, channel);
      }
    }
    throw UserException.failure(
        "All " + MOST_INSTANCES + " places of " + directory + " are taken.");
  }

  private static @Nullable FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // this process holds it
    }
    channel.close();
    return null;
  }

  /** The settings with the name and the directory that were taken. */
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public void close() {
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
