package io.millrace.app.demo;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.Registry;
import io.millrace.app.progress.PipelineWait;
import io.millrace.app.progress.PipelineWaits;
import io.millrace.app.sample.SampleLoader;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.stack.StackEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The demonstration, on the local stack only. */
public final class Demo {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final long REFRESH_MILLIS = 200;

  private final Installation installation;

  public Demo(Installation installation) {
    this.installation = installation;
  }

  /**
   * Brings everything up, loads the sample if the tables are empty, and waits until all is written.
   *
   * @throws UserException if the database is the user's own, or something is held up
   */
  public DemoSummary run() {
    if (installation.hasOwnDatabase()) {
      throw UserException.usage(
          "The demo loads sample data and never does so into a database of your own; unset"
              + " MILLRACE_JDBC_URL.");
    }
    new LocalPipeline(installation).up();
    try (Connection connection = installation.connect()) {
      return enrich(connection);
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }

  private DemoSummary enrich(Connection connection) throws SQLException {
    StackEnvironment environment = installation.environment();
    MetricsPage before = MetricsPage.read(environment.statusUrl());
    long startedAt = System.currentTimeMillis();
    load(connection);
    EnrichmentPlan plan = installation.plan().read();
    DemoCounts counts = new DemoCounts(connection, installation.names().databaseSchema(), plan);
    showProgress(counts);
    MetricsPage after = MetricsPage.read(environment.statusUrl());
    PipelineRecords records =
        new PipelineRecords(
            environment.kafka(), Registry.settings(environment), installation.names());
    return new DemoSummary(
        counts.rows(),
        after.modelCalls() - before.modelCalls(),
        after.callsAvoided() - before.callsAvoided(),
        counts.scoredMatches(),
        records.failures(),
        records.freshness(new ArrayList<>(plan.tables().keySet()), startedAt));
  }

  private void load(Connection connection) throws SQLException {
    if (!installation.plan().isShipped()) {
      installation.progress().say("The sample data is for the plan that ships; none is loaded.");
      return;
    }
    if (SampleLoader.isEmpty(connection)) {
      SampleLoader.Loaded loaded = new SampleLoader(connection).loadSample();
      installation
          .progress()
          .say("Loaded " + loaded.profiles() + " profiles and " + loaded.matches() + " matches.");
    } else {
      installation.progress().say("The tables hold rows already; no sample data is loaded.");
    }
  }

  private void showProgress(DemoCounts counts) throws SQLException {
    CompletableFuture<Optional<PipelineWait.Held>> waiting =
        CompletableFuture.supplyAsync(() -> PipelineWaits.await(installation, LIMIT));
    try (DemoBars bars = new DemoBars(counts.wantedResults(), counts.matches())) {
      while (!waiting.isDone()) {
        bars.show(counts.writtenResults(), counts.scoredMatches());
        pause();
      }
      bars.show(counts.writtenResults(), counts.scoredMatches());
    }
    waiting.join().ifPresent(Demo::refuse);
  }

  private static void refuse(PipelineWait.Held held) {
    throw UserException.failure(
        "Not everything was written in "
            + LIMIT.toMinutes()
            + " minutes: stage "
            + held.stage()
            + " holds "
            + held.records()
            + "; see 'millrace lag'.");
  }

  private static void pause() {
    try {
      Thread.sleep(REFRESH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while showing progress", e);
    }
  }
}
