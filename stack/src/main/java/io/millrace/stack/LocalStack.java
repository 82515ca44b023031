package io.millrace.stack;

import io.millrace.stack.parts.JavaProgram;
import io.millrace.stack.parts.PropertiesText;
import io.millrace.stack.process.DetachedProcess;
import io.millrace.stack.process.FolderLock;
import io.millrace.stack.process.Folders;
import io.millrace.stack.process.Part;
import io.millrace.stack.process.Ports;
import io.millrace.stack.process.ProcessIdentity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The parts that run on this machine, each as its own process that outlives this one.
 *
 * <p>Several commands at once wait for each other. Every failure is a {@link StackException}.
 */
public final class LocalStack {

  private static final Duration LOCK_LIMIT = Duration.ofMinutes(10);

  private final StackSettings settings;
  private final LocalHome home;
  private final Progress progress;
  private final Ports ports;
  private final PartCatalog catalog;

  /** Describes the stack of these settings; starts nothing. */
  public LocalStack(StackSettings settings, Progress progress) {
    this.settings = settings;
    this.home = settings.home();
    this.progress = progress;
    this.ports = new Ports(home.run().resolve("ports.json"), new SecureRandom());
    this.catalog = new PartCatalog(settings, ports, progress);
  }

  /**
   * Starts the parts that do not run, in the order of {@link PartName}, and returns when each
   * serves; one that runs with other settings is restarted.
   *
   * <p>Parts that the user runs are passed over. Parts that are {@link PartName#isStreams} are
   * started by {@link #startStreams}.
   */
  public void start(PartName... names) {
    locked(
        () ->
            Arrays.stream(names)
                .sorted()
                .filter(name -> !settings.isOwn(name))
                .forEach(this::ensure));
  }

  /**
   * Starts the program as a part that {@link PartName#isStreams}; the function is told where all
   * else is, and its own status page as that of the environment. One that the user runs is passed
   * over.
   *
   * @throws StackException for a further program where the user runs the first
   */
  public void startStreams(PartName name, Function<StackEnvironment, JavaProgram> program) {
    if (settings.isOwn(PartName.STREAMS)) {
      refuseFurther(name);
      return;
    }
    locked(
        () -> {
          choosePort(name);
          Part part =
              program.apply(environment().withStatusUrl(catalog.statusUrl(name))).asPart(home);
          ensureRunning(name, part);
        });
  }

  private static void refuseFurther(PartName name) {
    if (name != PartName.STREAMS) {
      throw new StackException(
          "The applications run elsewhere, so a further one is not started here; see"
              + " docs/upgrade.md, \"Without the local stack\".");
    }
  }

  /** Stops all parts, the last started first; returns the names of those that ran. */
  public List<PartName> stopAll() {
    List<PartName> stopped = new ArrayList<>();
    List<PartName> order = new ArrayList<>(List.of(PartName.values()));
    order.removeIf(settings::isOwn);
    Collections.reverse(order);
    locked(
        () ->
            order.forEach(
                name -> {
                  if (stopNow(name)) {
                    stopped.add(name);
                  }
                }));
    return stopped;
  }

  /**
   * Stops one part; false if it did not run.
   *
   * @throws StackException if the user runs it
   */
  public boolean stop(PartName name) {
    if (settings.isOwn(name)) {
      throw new StackException(
          "This stops " + name.label() + ", which runs elsewhere; it works on a local one only.");
    }
    List<Boolean> ran = new ArrayList<>();
    locked(() -> ran.add(stopNow(name)));
    return ran.contains(true);
  }

  /** Returns where the part's status page is, whether it runs or not. */
  public String statusUrl(PartName name) {
    return catalog.statusUrl(name);
  }

  /**
   * Returns the status of every part; one that is there only at times is left out if it is not, and
   * so is a database of the user's own. Of the user's other parts it tells whether they answer.
   * Does not wait for other commands.
   */
  public List<PartStatus> status() {
    return Arrays.stream(PartName.values())
        .filter(name -> name != PartName.POSTGRES || settings.database().isEmpty())
        .map(this::status)
        .filter(part -> part.name() != PartName.STREAMS_NEXT || part.state() != PartState.STOPPED)
        .toList();
  }

  /**
   * Returns where everything is, running or not.
   *
   * @throws StackException if the local database was never made
   */
  public StackEnvironment environment() {
    return catalog.environment();
  }

  /**
   * Writes a user and password where Connect's file provider may read them, and nothing else of the
   * secrets; returns the file, whose keys are {@code user} and {@code password}.
   *
   * <p>A connector refers to them as {@code ${file:<path>:password}}. Only the owner may read it.
   *
   * @param name of the file, without its ending
   */
  public Path connectSecrets(String name, String user, String password) {
    return connectSecrets(name, Map.of("user", user, "password", password));
  }

  /** The same with any keys. */
  public Path connectSecrets(String name, Map<String, String> secrets) {
    Path file = home.connectSecrets().resolve(name + ".properties");
    Folders.write(file, PropertiesText.of(secrets), "rw-------");
    return file;
  }

  /** Tells whether the part runs and serves; takes some ten seconds when it does not. */
  public boolean answers(PartName name) {
    return (settings.isOwn(name) || process(name).running().isPresent()) && catalog.answers(name);
  }

  /** Returns the settings that this stack was made with. */
  public StackSettings settings() {
    return settings;
  }

  private void ensure(PartName name) {
    if (name.isStreams()) {
      throw new IllegalArgumentException("streams is started by startStreams");
    }
    choosePort(name);
    ensureRunning(name, catalog.part(name));
  }

  private void ensureRunning(PartName name, Part part) {
    DetachedProcess process = process(name);
    if (process.running().isPresent()) {
      if (process.wasStartedAs(part.launch())) {
        process.awaitReady(part::answers, part.startLimit());
        part.afterStart();
        return;
      }
      progress.say("Restarting " + name.label() + ", whose settings have changed.");
      process.stop(PartCatalog.stopRule(name));
    } else if (process.died()) {
      progress.say(name.label() + " had ended without being stopped; starting it again.");
    }
    progress.say("Starting " + name.label() + " …");
    process.start(part);
  }

  /** A running part keeps its port; one that does not run gets another if its own is taken. */
  private void choosePort(PartName name) {
    if (process(name).running().isEmpty()) {
      PartCatalog.portNames(name).forEach(port -> ports.free(port, progress));
    }
  }

  private boolean stopNow(PartName name) {
    DetachedProcess process = process(name);
    if (process.running().isPresent()) {
      progress.say("Stopping " + name.label() + " …");
    }
    return process.stop(PartCatalog.stopRule(name));
  }

  private PartStatus status(PartName name) {
    if (settings.isOwn(name)) {
      PartState state = catalog.answers(name) ? PartState.RUNNING : PartState.FAILED;
      return new PartStatus(name, state, OptionalLong.empty(), OptionalInt.empty(), Path.of(""));
    }
    DetachedProcess process = process(name);
    Optional<ProcessIdentity> running = process.running();
    PartState state =
        running.isPresent()
            ? PartState.RUNNING
            : process.died() ? PartState.FAILED : PartState.STOPPED;
    OptionalLong pid = running.stream().mapToLong(ProcessIdentity::pid).findFirst();
    OptionalInt port = ports.remembered(name.label());
    return new PartStatus(name, state, pid, port, process.log());
  }

  private DetachedProcess process(PartName name) {
    return new DetachedProcess(home, name.label(), settings.cache().resolve("classes"));
  }

  private void locked(Runnable action) {
    FolderLock.holding(
        home.run().resolve("lock"),
        LOCK_LIMIT,
        () -> progress.say("Waiting for another millrace command to finish …"),
        action);
  }
}
