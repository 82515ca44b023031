package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.CaptureState;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.DatabaseRole;
import io.millrace.connectors.DatabaseTls;
import io.millrace.connectors.Generation;
import io.millrace.connectors.GenerationStorage;
import io.millrace.connectors.OriginSupport;
import io.millrace.connectors.PreparationException;
import io.millrace.connectors.RolePreparation;
import io.millrace.connectors.TaskVersion;
import io.millrace.connectors.Topics;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Brings the stack and the pipeline on it up, from whatever state they are in. */
public final class LocalPipeline {
  private final Installation installation;

  public LocalPipeline(Installation installation) {
    this.installation = installation;
  }

  /**
   * Starts everything that does not run and returns when rows are being enriched: by every
   * generation that the database says is computed.
   */
  public void up() {
    // A model that nobody knows is told before anything is started.
    InstalledTasks.embeddingModel(installation, PlannedGeneration.lastActive(installation));
    installation
        .stack()
        .start(PartName.POSTGRES, PartName.KAFKA, PartName.REGISTRY, PartName.CONNECT);
    Prepared prepared = prepareDatabase();
    Connectors connectors = connect(prepared);
    startStreams(prepared.generations());
    connectors.await(prepared.generations());
    sayWhatIsPassedOver(prepared.generations());
  }

  /** Somebody who changes settings that count for no generation has to hear of it. */
  private void sayWhatIsPassedOver(List<PlannedGeneration> generations) {
    List<String> keys = GenerationProvider.passedOver(installation.providers());
    if (!keys.isEmpty() && generations.stream().allMatch(one -> one.ownProvider().isPresent())) {
      installation
          .progress()
          .say(
              "Not used: %s. Generation %d keeps who embeds for it; see 'millrace upgrade provider'."
                  .formatted(
                      String.join(", ", keys), generations.get(generations.size() - 1).number()));
    }
  }

  /**
   * Makes topics and connectors where all parts are the user's own, and returns when the connectors
   * run. The applications are started by {@code millrace run}.
   */
  public void connect() {
    Prepared prepared = prepareDatabase();
    connect(prepared).await(prepared.generations());
  }

  /** Starts what keeps records, and no more, and makes the topics of a generation there. */
  public void prepareTopics(PlannedGeneration generation) {
    installation.stack().start(PartName.KAFKA, PartName.REGISTRY);
    makeTopics(generation);
  }

  private void makeTopics(PlannedGeneration generation) {
    try (Admin admin = Admin.create(installation.environment().kafka().properties())) {
      TopicMaker.make(
          admin,
          Topics.of(
              installation.names(),
              generation.plan(),
              generation.number(),
              Partitions.of(installation).number(generation.plan(), admin)));
    }
  }

  private Connectors connect(Prepared prepared) {
    List<PlannedGeneration> generations = prepared.generations();
    generations.forEach(this::makeTopics);
    repairCapture();
    Connectors connectors = new Connectors(installation, prepared.entry());
    connectors.putSource(PlannedGeneration.active(generations).plan(), secrets().placeholder());
    generations.forEach(generation -> connectors.putSink(generation, dimensions(generation)));
    return connectors;
  }

  private int dimensions(PlannedGeneration generation) {
    return InstalledTasks.embeddingModel(installation, generation).dimensions();
  }

  private record Prepared(List<PlannedGeneration> generations, Connectors.Entry entry) {}

  private Prepared prepareDatabase() {
    try (Connection connection = installation.connect()) {
      List<PlannedGeneration> generations = PlannedGeneration.live(connection, installation);
      PlannedGeneration active = PlannedGeneration.active(generations);
      DatabasePreparation preparation = preparation(active);
      ConnectorRoles roles = new ConnectorRoles(installation, active.plan(), Variables.read());
      if (installation.hasOwnDatabase()) {
        refuseUnprepared(preparation, connection);
        refreshFreshness(preparation, connection);
      } else {
        makeHostTables(connection);
        preparation.apply(connection);
        new RolePreparation(active.plan(), installation.names()).apply(connection);
        roles.setPasswords(connection);
      }
      for (PlannedGeneration generation : generations) {
        if (generation.generation().state() == Generation.State.BUILDING) {
          storage(generation).prepare(connection);
        }
      }
      installation.rememberActive(active.generation());
      return new Prepared(generations, entry(roles, connection));
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }

  private DatabasePreparation preparation(PlannedGeneration active) {
    return new DatabasePreparation(
        active.plan(), installation.names(), dimensions(active), versions(active));
  }

  /** Has the view of freshness speak of the generation that has become the active one. */
  public void refreshFreshness(Connection connection) throws SQLException {
    refreshFreshness(preparation(PlannedGeneration.active(installation)), connection);
  }

  /** The columns of a generation that is not active. */
  public GenerationStorage storage(PlannedGeneration generation) {
    return new GenerationStorage(
        generation.plan(), installation.names(), generation.number(), dimensions(generation));
  }

  private Connectors.Entry entry(ConnectorRoles roles, Connection connection) throws SQLException {
    DatabaseAccess capture = roles.access(connection, DatabaseRole.CAPTURE);
    DatabaseAccess sink =
        installation
            .stack()
            .settings()
            .own()
            .sink()
            .of(roles.access(connection, DatabaseRole.SINK));
    try (Connection asSink = Connections.open(sink, installation.names())) {
      return new Connectors.Entry(
          roles.secrets(DatabaseRole.CAPTURE, capture),
          roles.secrets(DatabaseRole.SINK, sink),
          sink.withoutParameter(DatabaseTls.KEY_PASSWORD).jdbcUrl(),
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
  private List<TaskVersion> versions(PlannedGeneration generation) {
    try {
      return InstalledTasks.versions(installation, generation);
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

  /**
   * Starts the applications that do not run, as who watches over them would, and returns when they
   * serve. All other parts must be up.
   */
  public void startApplications() {
    try (Connection connection = installation.connect()) {
      startStreams(PlannedGeneration.live(connection, installation));
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }

  /** The oldest generation runs together with rows; what is not needed is stopped first. */
  private void startStreams(List<PlannedGeneration> generations) {
    if (generations.stream().noneMatch(planned -> planned.part() == PartName.STREAMS_NEXT)) {
      installation.stack().stop(PartName.STREAMS_NEXT);
    }
    Optional<PlannedGeneration> older = Optional.empty();
    for (PlannedGeneration planned : generations) {
      new StreamsProcess(installation, secrets().placeholder(), planned, older).start();
      older = Optional.of(planned);
    }
  }

  private LocalSecrets secrets() {
    return new LocalSecrets(installation.stack().settings().home().secrets());
  }
}
