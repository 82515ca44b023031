package io.millrace.stack.process;

import io.millrace.stack.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other processes, and other threads of this one, out while something is done.
 *
 * <p>The operating system lets go of the lock when its holder dies.
 */
public final class FolderLock {

  private FolderLock() {}

  /**
   * Runs the action while the file, which is made if absent, is locked; waits for it first.
   *
   * @param waiting run once if the lock is not free at once
   * @throws StackException if another still holds the lock after the limit
   */
  public static void holding(Path file, Duration limit, Runnable waiting, Runnable action) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (attempt(channel) == null) {
        waiting.run();
        if (!Waiting.until(limit, () -> attempt(channel) != null)) {
          throw new StackException("Another millrace command still holds " + file + "; try later.");
        }
      }
      action.run();
    } catch (IOException e) {
      throw new StackException("Cannot lock " + file + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock attempt(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      throw new StackException("Cannot lock: " + e.getMessage(), e);
    }
  }
}
