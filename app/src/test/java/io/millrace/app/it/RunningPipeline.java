package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.audit.Audit;
import io.millrace.app.audit.AuditRepair;
import io.millrace.app.audit.AuditReport;
import io.millrace.app.command.StackStatus;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlanFile;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.PipelineWaits;
import io.millrace.app.progress.TopicReader;
import io.millrace.app.report.ReadOnly;
import io.millrace.app.rereads.RowRequests;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.inference.ProviderSettings;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.schemas.RereadReason;
import io.millrace.stack.LocalHome;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import io.millrace.stack.PartStatus;
import io.millrace.stack.StackEnvironment;
import io.millrace.stack.StackSettings;
import io.millrace.stack.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole pipeline, brought up by the code of {@code millrace up} in a home of its own, with an
 * empty database. Its data goes when it is closed; its logs stay under {@code target}.
 */
final class RunningPipeline implements AutoCloseable {
  /** Generous: other builds may share the machine. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Installation filtered;
  private final Installation unfiltered;
  private final EnrichmentPlan plan;
  private final Tables tables;
  private final Oracle oracle;

  private RunningPipeline(
      LocalStack stack, Path planFile, ProviderSettings providers, ProviderSettings judge) {
    filtered = installation(stack, planFile, true, providers);
    unfiltered = installation(stack, planFile, false, providers);
    plan = filtered.plan().read();
    tables = new Tables(filtered);
    oracle = new Oracle(plan, tables, judge);
  }

  private static Installation installation(
      LocalStack stack, Path planFile, boolean hasOriginFilter, ProviderSettings providers) {
    return new Installation(
        stack,
        new PlanFile(planFile, true),
        Names.standard(),
        hasOriginFilter,
        providers,
        RunningPipeline::say);
  }

  private static void say(String sentence) {
    System.out.println("[stack] " + sentence);
  }

  /** Starts everything on empty data; what an aborted run left behind is stopped and removed. */
  static RunningPipeline start() {
    return start("it-home", ProviderSettings.defaults());
  }

  /**
   * The same beside another one.
   *
   * @param folder its home under {@code target}
   * @param providers who runs the models
   */
  static RunningPipeline start(String folder, ProviderSettings providers) {
    return start(folder, providers, providers);
  }

  /**
   * The same with a model for the oracle that nobody else asks.
   *
   * @param judge who gives the vectors that are right
   */
  static RunningPipeline start(String folder, ProviderSettings providers, ProviderSettings judge) {
    return start(folder, providers, judge, checkout().resolve("plans/jv-matchmaker.yaml"));
  }

  /** One whose plan has no classifications, so that no labels are embedded at its start. */
  static RunningPipeline startWithoutLabels(String folder) {
    ProviderSettings defaults = ProviderSettings.defaults();
    return start(folder, defaults, defaults, planWithoutLabels(folder));
  }

  /** The same with a database that is prepared, and nothing else that runs yet. */
  static RunningPipeline prepareWithoutLabels(String folder) {
    ProviderSettings defaults = ProviderSettings.defaults();
    return make(
        folder, defaults, defaults, planWithoutLabels(folder), RunningPipeline::prepareDatabase);
  }

  /** What {@code millrace init} does to a database with the host's tables. */
  private void prepareDatabase() {
    filtered.stack().start(PartName.POSTGRES);
    PlannedGeneration first = PlannedGeneration.ofPlan(filtered);
    try (Connection connection = filtered.open();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(filtered.plan().hostTables().orElseThrow()));
      new DatabasePreparation(
              plan,
              filtered.names(),
              InstalledTasks.embeddingModel(filtered, first).dimensions(),
              InstalledTasks.versions(filtered, first))
          .apply(connection);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path planWithoutLabels(String folder) {
    Path plans = checkout().resolve("plans");
    Path copies = Folders.make(Path.of("target", folder + "-plan").toAbsolutePath());
    try {
      String plan = Files.readString(plans.resolve("jv-matchmaker.yaml"));
      Files.writeString(copies.resolve("jv-matchmaker.yaml"), PlanText.withoutLabels(plan));
      Files.writeString(
          copies.resolve("jv-matchmaker.sql"),
          Files.readString(plans.resolve("jv-matchmaker.sql")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copies.resolve("jv-matchmaker.yaml");
  }

  private static Path checkout() {
    return StackSettings.fromEnvironment(System.getenv(), List.of())
        .parts()
        .resolve("..")
        .normalize();
  }

  private static RunningPipeline start(
      String folder, ProviderSettings providers, ProviderSettings judge, Path planFile) {
    return make(folder, providers, judge, planFile, RunningPipeline::up);
  }

  private static RunningPipeline make(
      String folder,
      ProviderSettings providers,
      ProviderSettings judge,
      Path planFile,
      Consumer<RunningPipeline> begin) {
    LocalHome home = new LocalHome(Path.of("target", folder));
    StackSettings defaults = StackSettings.fromEnvironment(System.getenv(), List.of());
    Path sink = checkout().resolve("sink/target/plugin");
    assertThat(sink).as("the sink's plugin; run 'mvn verify' at the root").isDirectory();
    StackSettings settings =
        new StackSettings(
            home, StackSettings.defaultCache(), defaults.parts(), List.of(sink), Optional.empty());
    LocalStack stack = new LocalStack(settings, RunningPipeline::say);
    stack.stopAll();
    delete(home.root());
    RunningPipeline pipeline = new RunningPipeline(stack, planFile, providers, judge);
    try {
      begin.accept(pipeline);
      return pipeline;
    } catch (RuntimeException | Error e) {
      pipeline.close();
      throw e;
    }
  }

  /** What {@code millrace up} does. */
  void up() {
    new LocalPipeline(filtered).up();
  }

  /** Brings it up so that the sink's own writes come back as change events. */
  void upWithoutOriginFilter() {
    new LocalPipeline(unfiltered).up();
  }

  /** What {@code millrace down} does. */
  void down() {
    filtered.stack().stopAll();
  }

  EnrichmentPlan plan() {
    return plan;
  }

  /** What commands are given. */
  Installation installation() {
    return filtered;
  }

  Tables tables() {
    return tables;
  }

  Oracle oracle() {
    return oracle;
  }

  /** One that knows what rows must hold by another model; the caller closes it. */
  Oracle oracle(String model) {
    return oracle(model, filtered.providers());
  }

  /** The same by another provider. */
  Oracle oracle(String model, ProviderSettings providers) {
    return new Oracle(plan.withEmbeddingModel(model), tables, providers);
  }

  /** What {@code millrace audit} finds in what readers see. */
  AuditReport audit() throws SQLException {
    PlannedGeneration active = PlannedGeneration.active(filtered);
    try (Connection connection = filtered.connect()) {
      AuditStatements statements =
          AuditStatements.read(
              connection,
              active.plan(),
              filtered.names(),
              InstalledTasks.versions(filtered, active));
      return ReadOnly.run(
          filtered, (int) LIMIT.toSeconds(), database -> Audit.read(database, statements));
    }
  }

  /** What {@code millrace wait} does. */
  void awaitWritten() {
    awaitWritten(LIMIT);
  }

  void awaitWritten(Duration limit) {
    assertThat(PipelineWaits.await(filtered, limit)).as("what holds the pipeline up").isEmpty();
  }

  /** What {@code millrace audit --repair} does. */
  void repair() throws SQLException {
    try (Connection connection = filtered.connect();
        RowRequests requests = RowRequests.open(filtered)) {
      AuditStatements statements =
          AuditStatements.read(
              connection,
              plan,
              filtered.names(),
              InstalledTasks.versions(filtered, PlannedGeneration.active(filtered)));
      AuditRepair.Requests repairs = rows -> requests.ask(rows, RereadReason.REPAIR);
      AuditRepair.prepare(connection, statements, rows -> requests.ask(rows, RereadReason.GONE));
      ReadOnly.run(
          filtered,
          (int) LIMIT.toSeconds(),
          database -> AuditRepair.run(database, statements, repairs));
    }
  }

  ConnectRest connect() {
    return new ConnectRest(filtered.environment().connectUrl());
  }

  Metrics metrics() {
    return Metrics.read(filtered.environment().statusUrl());
  }

  /** What {@code millrace status} prints. */
  String status() {
    return StackStatus.of(filtered).text();
  }

  /** Number of change events of rows that were ever captured. */
  long changeEvents() {
    List<String> topics = plan.capturedTables().stream().map(RunningPipeline::changeTopic).toList();
    try (TopicReader reader = new TopicReader(filtered.environment().kafka())) {
      return reader.endOffsets(reader.partitions(topics)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private static String changeTopic(CapturedTable table) {
    return Names.standard().cdcTopic(table.schema(), table.name());
  }

  /** Number of entries that the failure list ever had. */
  long failures() {
    try (TopicReader reader = new TopicReader(filtered.environment().kafka())) {
      return reader.readAll(Names.standard().failuresTopic()).size();
    }
  }

  /** Where everything is. */
  StackEnvironment environment() {
    return filtered.environment();
  }

  /** The folders of data, logs, run files and secrets. */
  LocalHome home() {
    return filtered.stack().settings().home();
  }

  /** The process of a part. */
  long process(PartName name) {
    return filtered.stack().status().stream()
        .filter(part -> part.name() == name)
        .map(PartStatus::pid)
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }

  /** Kills a part as {@code kill -9} does, and returns when it is gone. */
  void kill(PartName name) {
    ProcessHandle process = ProcessHandle.of(process(name)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops a part in good order. */
  void stop(PartName name) {
    filtered.stack().stop(name);
  }

  /** Stops everything. */
  @Override
  public void close() {
    try {
      oracle.close();
    } finally {
      filtered.stack().stopAll();
      delete(filtered.stack().settings().home().root().resolve("data"));
    }
  }

  private static void delete(Path folder) {
    if (Files.exists(folder)) {
      Folders.delete(folder);
    }
  }
}
