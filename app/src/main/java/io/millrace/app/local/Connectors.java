package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.ClientAccess;
import io.millrace.connectors.HostMetadata;
import io.millrace.connectors.OriginSupport;
import io.millrace.connectors.Secrets;
import io.millrace.connectors.SinkConfiguration;
import io.millrace.connectors.SinkSettings;
import io.millrace.connectors.SourceConfiguration;
import io.millrace.connectors.SourceSettings;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.stack.StackEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The connectors of an installation: the source, and a sink for each generation. */
final class Connectors {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private final Installation installation;
  private final Entry entry;
  private final ConnectClient connect;
  private final ClientAccess access;

  /**
   * As whom the connectors enter the database, and whether the sinks' writes can be left out.
   *
   * @param sinkUrl the way of the sinks, perhaps through a pooler
   */
  record Entry(Secrets capture, Secrets sink, String sinkUrl, OriginSupport origin) {}

  Connectors(Installation installation, Entry entry) {
    this.installation = installation;
    this.entry = entry;
    this.connect = new ConnectClient(installation.environment().connectUrl());
    this.access = access(installation);
  }

  /** Connectors' configurations can be read by anybody who reaches Connect. */
  private static ClientAccess access(Installation installation) {
    StackEnvironment environment = installation.environment();
    Map<String, String> entries =
        ClientAccess.entries(environment.kafka().client(), environment.registry().client());
    return entries.isEmpty()
        ? ClientAccess.OPEN
        : ClientAccess.of(
            installation.stack().connectSecrets("clients", entries).toString(), entries);
  }

  /** Creates the source connector, or gives it its configuration again. */
  void putSource(EnrichmentPlan plan, String placeholder) {
    StackEnvironment environment = installation.environment();
    connect.put(
        installation.names().sourceConnector(),
        SourceConfiguration.of(
            new SourceSettings(
                installation.names(),
                plan,
                CaptureLocation.of(environment.database(), installation.progress()),
                entry.capture(),
                environment.bootstrapServers(),
                environment.registryUrl(),
                placeholder,
                entry.origin().used() && installation.originFilter()),
            access));
  }

  /** The same for the sink of a generation; a new one is paused where another one is. */
  void putSink(PlannedGeneration generation, int dimensions) {
    String name = installation.names().sinkConnector(generation.number());
    boolean beginsPaused = connect.status(name).isEmpty() && isAnySinkPaused();
    connect.put(name, SinkConfiguration.of(sink(generation, dimensions), access));
    if (beginsPaused) {
      connect.pause(name);
    }
  }

  private boolean isAnySinkPaused() {
    return connect.names().stream()
        .filter(installation.names()::isSinkConnector)
        .anyMatch(this::isPaused);
  }

  private boolean isPaused(String name) {
    return connect.status(name).filter(ConnectClient.ConnectorStatus::isPaused).isPresent();
  }

  private SinkSettings sink(PlannedGeneration generation, int dimensions) {
    StackEnvironment environment = installation.environment();
    try (Connection connection = installation.connect()) {
      return new SinkSettings(
          installation.names(),
          generation.plan(),
          generation.number(),
          dimensions,
          entry.sinkUrl(),
          entry.sink(),
          environment.bootstrapServers(),
          environment.registryUrl(),
          entry.origin().used(),
          HostMetadata.tables(connection, generation.plan()),
          1);
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until all of them run, but for sinks that somebody has paused; a part of them that had
   * failed is started again.
   */
  void await(List<PlannedGeneration> generations) {
    Instant limit = Instant.now().plus(LIMIT);
    await(installation.names().sourceConnector(), limit);
    generations.forEach(
        generation -> awaitSink(installation.names().sinkConnector(generation.number()), limit));
  }

  private void awaitSink(String name, Instant limit) {
    if (isPaused(name)) {
      installation.progress().say(name + " is paused; 'millrace resume' has it go on.");
    } else {
      await(name, limit);
    }
  }

  private void await(String name, Instant limit) {
    boolean wasRestarted = false;
    while (!isStarted(name)) {
      boolean isFailed = connect.status(name).filter(s -> s.state().equals("FAILED")).isPresent();
      if (isFailed && !wasRestarted) {
        installation.progress().say("Restarting failed connector " + name + " …");
        connect.restartFailed(name);
        wasRestarted = true;
      }
      pause(name, limit);
    }
  }

  private boolean isStarted(String name) {
    return connect.status(name).filter(ConnectClient.ConnectorStatus::isStarted).isPresent();
  }

  private void pause(String connector, Instant limit) {
    if (Instant.now().isAfter(limit)) {
      throw UserException.failure(
          "Connector "
              + connector
              + " does not start; see "
              + installation.stack().settings().home().logs().resolve("connect.log")
              + ".");
    }
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while waiting for connectors", e);
    }
  }
}
