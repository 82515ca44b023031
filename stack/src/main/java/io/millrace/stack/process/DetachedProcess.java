package io.millrace.stack.process;

import io.millrace.stack.LocalHome;
import io.millrace.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One named process that runs on after the command that started it, found again by its pid file.
 *
 * <p>Only a process that was started here is ever signalled.
 */
public final class DetachedProcess {

  private final String name;
  private final PidFile pidFile;
  private final Path fingerprint;
  private final LogFile log;
  private final Optional<ClassArchives> classes;

  /** Finds the process of this name under the home. */
  public DetachedProcess(LocalHome home, String name) {
    this(home, name, Optional.empty());
  }

  /**
   * The same for a process that may be a Java program, which starts faster from its second start
   * on.
   *
   * @param archives where its classes are kept, for all homes
   */
  public DetachedProcess(LocalHome home, String name, Path archives) {
    this(home, name, Optional.of(new ClassArchives(archives, home.run(), name)));
  }

  private DetachedProcess(LocalHome home, String name, Optional<ClassArchives> classes) {
    this.name = name;
    this.classes = classes;
    this.pidFile = new PidFile(home.run().resolve(name + ".pid"));
    this.fingerprint = home.run().resolve(name + ".launch");
    this.log = new LogFile(home.logs().resolve(name + ".log"));
  }

  /** Returns the path of the log. */
  public Path log() {
    return log.path();
  }

  /** Returns the running process. */
  public Optional<ProcessIdentity> running() {
    return pidFile.read().filter(ProcessIdentity::isAlive);
  }

  /** Tells whether the process was started, was not stopped, and does not run. */
  public boolean died() {
    return pidFile.read().filter(process -> !process.isAlive()).isPresent();
  }

  /** Tells whether the process was last started in exactly this way. */
  public boolean wasStartedAs(Launch launch) {
    try {
      return Files.readString(fingerprint).equals(launch.fingerprint());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Starts the part and waits until it serves.
   *
   * @throws StackException with the log's path and its last line if it dies or takes too long
   */
  public void start(Part part) {
    part.prepare();
    spawn(part.launch());
    awaitReady(part::answers, part.startLimit());
    part.afterStart();
  }

  /** Starts the process in a session of its own, with its output in the log. */
  public void spawn(Launch launch) {
    log.rotate();
    List<String> command = new ArrayList<>();
    if (Commands.exists("setsid")) {
      command.add("setsid");
    }
    command.addAll(
        classes.map(archives -> archives.applied(launch.command())).orElse(launch.command()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.folder().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.path().toFile());
    launch.hidden().forEach(builder.environment()::remove);
    builder.environment().putAll(launch.environment());
    try {
      Process process = builder.start();
      Folders.write(fingerprint, launch.fingerprint(), "rw-r--r--");
      // One that died at once is noted as well: it was started and not stopped.
      pidFile.write(
          ProcessIdentity.of(process.pid()).orElseGet(() -> ProcessIdentity.ended(process.pid())));
    } catch (IOException e) {
      throw new StackException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Waits until the started process is ready.
   *
   * @throws StackException with the log's path and its last line if it dies or takes too long
   */
  public void awaitReady(BooleanSupplier ready, Duration limit) {
    boolean ended = Waiting.until(limit, () -> running().isEmpty() || ready.getAsBoolean());
    if (running().isEmpty()) {
      throw new StackException(
          "%s ended while it started; its log %s ends with: %s"
              .formatted(name, log(), log.lastLine()));
    }
    if (!ended) {
      throw new StackException(
          "%s runs but was not ready after %d s; its log %s ends with: %s"
              .formatted(name, limit.toSeconds(), log(), log.lastLine()));
    }
  }

  /**
   * Stops the process: the rule's signal first, SIGKILL when it still runs after its limit.
   *
   * @return false if nothing ran
   */
  public boolean stop(StopRule rule) {
    Optional<ProcessIdentity> process = running();
    process.ifPresent(identity -> stop(identity, rule));
    pidFile.delete();
    return process.isPresent();
  }

  private void stop(ProcessIdentity identity, StopRule rule) {
    identity.send(rule.signal());
    if (Waiting.until(rule.limit(), () -> !identity.isAlive())) {
      classes.ifPresent(ClassArchives::keep);
      return;
    }
    identity.send("KILL");
    Waiting.until(Duration.ofSeconds(10), () -> !identity.isAlive());
    classes.ifPresent(ClassArchives::drop);
  }
}
