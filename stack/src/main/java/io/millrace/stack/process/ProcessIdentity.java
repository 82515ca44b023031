package io.millrace.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells one process from every other, also from a later one that got the same number.
 *
 * @param pid the process id
 * @param startTicks when it started, in clock ticks since boot (field 22 of {@code
 *     /proc/<pid>/stat}, see proc(5))
 * @param boot the kernel's id of this boot
 */
public record ProcessIdentity(long pid, long startTicks, String boot) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE_FIELD = 0;
  private static final int START_FIELD = 19;
  private static final long NEVER = 0;

  /** Returns the identity of a running process; empty if there is none or it is a zombie. */
  public static Optional<ProcessIdentity> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The command in brackets may itself hold spaces and brackets.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[STATE_FIELD].equals("Z") || fields[STATE_FIELD].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(
          new ProcessIdentity(pid, Long.parseLong(fields[START_FIELD]), currentBoot()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Names a process that has ended already; it is never found alive. */
  static ProcessIdentity ended(long pid) {
    return new ProcessIdentity(pid, NEVER, "ended");
  }

  /** Tells whether exactly this process still runs. */
  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /**
   * Sends a signal if exactly this process still runs.
   *
   * @param signal its name without SIG, such as TERM
   */
  public void send(String signal) {
    if (isAlive()) {
      Commands.attempt(
          Path.of("/"),
          Duration.ofSeconds(10),
          List.of("/bin/sh", "-c", "kill -" + signal + " " + pid));
    }
  }

  private static String currentBoot() throws IOException {
    return Files.readString(BOOT_ID).strip();
  }
}
