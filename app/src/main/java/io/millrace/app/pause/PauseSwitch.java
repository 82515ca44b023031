package io.millrace.app.pause;

import io.millrace.app.UserException;
import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.Installation;
import io.millrace.app.local.Registry;
import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Pause;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import io.millrace.stack.StackEnvironment;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pauses parts of an installation and has them go on. Both can be done twice: a pause keeps who
 * began it and when. Not threadsafe.
 */
public final class PauseSwitch {
  private final Installation installation;
  private final StackEnvironment environment;

  public PauseSwitch(Installation installation) {
    this.installation = installation;
    this.environment = installation.environment();
  }

  /** What is paused now. */
  public Map<PausedPart, Pause> read() {
    requireRunning(EnumSet.noneOf(PausedPart.class));
    try (TopicReader reader = new TopicReader(environment.kafka());
        Pauses pauses = new Pauses(reader, installation.names(), registry())) {
      return pauses.read();
    }
  }

  /**
   * Pauses parts that are not paused yet. Models are asked no more within a second; nothing is
   * written any more when this returns.
   *
   * @return those that were not paused before
   * @throws UserException if a part of the stack that is needed for it does not run
   */
  public Set<PausedPart> pause(Collection<PausedPart> parts, Pause pause) {
    requireRunning(parts);
    Map<PausedPart, Pause> before = read();
    if (parts.contains(PausedPart.WRITING)) {
      sinks().pause();
    }
    return write(parts.stream().filter(part -> !before.containsKey(part)).toList(), pause);
  }

  /**
   * Has paused parts go on.
   *
   * @return those that were paused
   * @throws UserException if a part of the stack that is needed for it does not run
   */
  public Set<PausedPart> resume(Collection<PausedPart> parts) {
    requireRunning(parts);
    Map<PausedPart, Pause> before = read();
    boolean hadPausedSinks = parts.contains(PausedPart.WRITING) && sinks().resume();
    Set<PausedPart> resumed = write(parts.stream().filter(before::containsKey).toList(), null);
    if (hadPausedSinks) {
      resumed.add(PausedPart.WRITING);
    }
    return resumed;
  }

  private Set<PausedPart> write(List<PausedPart> parts, @Nullable Pause pause) {
    Set<PausedPart> written = EnumSet.noneOf(PausedPart.class);
    if (!parts.isEmpty()) {
      try (PauseWriter writer =
          PauseWriter.open(environment.kafka(), installation.names(), registry())) {
        parts.forEach(part -> writer.write(part, pause));
      }
      written.addAll(parts);
    }
    return written;
  }

  private RegistrySettings registry() {
    return Registry.settings(environment);
  }

  private PausedSinks sinks() {
    return new PausedSinks(new ConnectClient(environment.connectUrl()), installation.names());
  }

  private void requireRunning(Collection<PausedPart> parts) {
    Set<PartName> needed = EnumSet.of(PartName.KAFKA, PartName.REGISTRY);
    if (parts.contains(PausedPart.WRITING)) {
      needed.add(PartName.CONNECT);
    }
    String missing =
        installation.stack().status().stream()
            .filter(part -> needed.contains(part.name()) && part.state() != PartState.RUNNING)
            .map(part -> part.name().label())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw UserException.failure(
          "What is paused is kept by Kafka, the registry and Connect, and this does not run: "
              + missing
              + "; start it with 'millrace up'.");
    }
  }
}
