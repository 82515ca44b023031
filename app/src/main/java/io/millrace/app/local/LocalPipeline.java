package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.CaptureState;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.DatabaseRole;
import io.millrace.connectors.HostMetadata;
import io.millrace.connectors.OriginSupport;
import io.millrace.connectors.PreparationException;
import io.millrace.connectors.RolePreparation;
import io.millrace.connectors.Secrets;
import io.millrace.connectors.SinkConfiguration;
import io.millrace.connectors.SinkSettings;
import io.millrace.connectors.SourceConfiguration;
import io.millrace.connectors.SourceSettings;
import io.millrace.connectors.TaskVersion;
import io.millrace.connectors.Topics;
import io.millrace.inference.ModelDescription;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.PartName;
import io.millrace.stack.StackEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings the stack and the pipeline on it up, from whatever state they are in. */
public final class LocalPipeline {
  private static final Duration CONNECTOR_LIMIT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private final Installation installation;

  public LocalPipeline(Installation installation) {
    this.installation = installation;
  }

  /** Starts everything that does not run and returns when rows are being enriched. */
  public void up() {
    EnrichmentPlan plan = installation.plan().read();
    ModelDescription model = InstalledTasks.embeddingModel(installation, plan);
    installation
        .stack()
        .start(PartName.POSTGRES, PartName.KAFKA, PartName.REGISTRY, PartName.CONNECT);
    Entry entry = prepareDatabase(plan, model);
    TopicMaker.make(
        installation.environment().bootstrapServers(),
        Topics.of(installation.names(), plan, Installation.GENERATION, Topics.DEFAULT_PARTITIONS));
    repairCapture();
    startConnectors(plan, model, entry);
    new StreamsProcess(installation, secrets().placeholder()).start();
    awaitConnectors();
  }

  /** As whom the connectors enter the database, and whether the sink's writes can be left out. */
  private record Entry(Secrets capture, Secrets sink, OriginSupport origin) {}

  private Entry prepareDatabase(EnrichmentPlan plan, ModelDescription model) {
    DatabasePreparation preparation =
        new DatabasePreparation(plan, installation.names(), model.dimensions(), versions(plan));
    ConnectorRoles roles = new ConnectorRoles(installation, plan, System.getenv());
    try (Connection connection = installation.connect()) {
      if (installation.hasOwnDatabase()) {
        refuseUnprepared(preparation, connection);
        refreshFreshness(preparation, connection);
      } else {
        makeHostTables(connection);
        preparation.apply(connection);
        new RolePreparation(plan, installation.names()).apply(connection);
        roles.setPasswords(connection);
      }
      return entry(roles, connection);
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }

  private Entry entry(ConnectorRoles roles, Connection connection) throws SQLException {
    DatabaseAccess capture = roles.access(connection, DatabaseRole.CAPTURE);
    DatabaseAccess sink = roles.access(connection, DatabaseRole.SINK);
    try (Connection asSink = Connections.open(sink, installation.names())) {
      return new Entry(
          roles.secrets(DatabaseRole.CAPTURE, capture),
          roles.secrets(DatabaseRole.SINK, sink),
          OriginSupport.probe(asSink, installation.names()));
    }
  }

  private void makeHostTables(Connection connection) throws SQLException {
    Optional<Path> file = installation.plan().hostTables();
    if (file.isPresent()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(file.get()));
      } catch (IOException e) {
        throw UserException.failure("Cannot read " + file.get() + ": " + e.getMessage(), e);
      }
    }
  }

  /** A database of the user's own is changed by {@code init} only, which can be looked at first. */
  private static void refuseUnprepared(DatabasePreparation preparation, Connection connection)
      throws SQLException {
    if (!preparation.isPrepared(connection)) {
      throw UserException.failure(
          "The database is not prepared for this plan; see 'millrace init --dry-run', then run"
              + " 'millrace init'.");
    }
  }

  /** Only the view of freshness needs them; a provider that is down must not keep all down. */
  private List<TaskVersion> versions(EnrichmentPlan plan) {
    try {
      return InstalledTasks.versions(installation, plan);
    } catch (UserException e) {
      installation.progress().say("The view of freshness stays as it is: " + e.getMessage());
      return List.of();
    }
  }

  /** The view says how things are; nothing that runs needs it. */
  private void refreshFreshness(DatabasePreparation preparation, Connection connection)
      throws SQLException {
    try {
      preparation.refreshFreshness(connection);
    } catch (PreparationException e) {
      installation
          .progress()
          .say("The view of freshness is old; run 'millrace init' as its owner. " + e.getMessage());
    }
  }

  private void repairCapture() {
    try (Connection connection = installation.connect()) {
      new CaptureRepair(
              new CaptureState(connection, installation.names()),
              installation.names().sourceConnector(),
              new ConnectClient(installation.environment().connectUrl()),
              installation.progress())
          .run();
    } catch (SQLException e) {
      throw UserException.failure(
          "The database refused to give up the replication slot (" + e.getSQLState() + ").", e);
    }
  }

  private void startConnectors(EnrichmentPlan plan, ModelDescription model, Entry entry) {
    StackEnvironment environment = installation.environment();
    DatabaseAccess database = environment.database();
    ConnectClient connect = new ConnectClient(environment.connectUrl());
    connect.put(
        installation.names().sourceConnector(),
        SourceConfiguration.of(
            new SourceSettings(
                installation.names(),
                plan,
                new SourceSettings.DatabaseLocation(
                    database.host(), database.port(), database.database(), "prefer"),
                entry.capture(),
                environment.bootstrapServers(),
                environment.registryUrl(),
                secrets().placeholder(),
                entry.origin().used() && installation.originFilter())));
    connect.put(
        installation.names().sinkConnector(Installation.GENERATION),
        SinkConfiguration.of(sink(plan, model, entry)));
  }

  private SinkSettings sink(EnrichmentPlan plan, ModelDescription model, Entry entry) {
    StackEnvironment environment = installation.environment();
    try (Connection connection = installation.connect()) {
      return new SinkSettings(
          installation.names(),
          plan,
          Installation.GENERATION,
          model.dimensions(),
          environment.database().jdbcUrl(),
          entry.sink(),
          environment.bootstrapServers(),
          environment.registryUrl(),
          entry.origin().used(),
          HostMetadata.tables(connection, plan),
          1);
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }

  private LocalSecrets secrets() {
    return new LocalSecrets(installation.stack().settings().home().secrets());
  }

  /** Waits until both connectors run; a part of them that had failed is started again. */
  private void awaitConnectors() {
    ConnectClient connect = new ConnectClient(installation.environment().connectUrl());
    List<String> names =
        List.of(
            installation.names().sourceConnector(),
            installation.names().sinkConnector(Installation.GENERATION));
    Instant limit = Instant.now().plus(CONNECTOR_LIMIT);
    for (String name : names) {
      boolean wasRestarted = false;
      while (!isStarted(connect, name)) {
        boolean isFailed = connect.status(name).filter(s -> s.state().equals("FAILED")).isPresent();
        if (isFailed && !wasRestarted) {
          installation.progress().say("Restarting failed connector " + name + " …");
          connect.restartFailed(name);
          wasRestarted = true;
        }
        pause(name, limit);
      }
    }
  }

  private static boolean isStarted(ConnectClient connect, String name) {
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
