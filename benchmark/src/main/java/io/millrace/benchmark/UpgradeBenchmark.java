package io.millrace.benchmark;

import io.millrace.app.UserException;
import io.millrace.app.audit.Audit;
import io.millrace.app.audit.AuditReport;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.report.ReadOnly;
import io.millrace.app.sample.SampleLoader;
import io.millrace.app.upgrade.Upgrade;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.CutOver;
import io.millrace.stack.PartName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what a change of the model costs while rows are edited, inserted and deleted: how fresh
 * edits stay, how long a killed worker's recovery takes, how long the switch and the way back are,
 * and what the audit says after each.
 */
public final class UpgradeBenchmark {
  private static final String MODEL = "BAAI/bge-small-en-v1.5";
  private static final long SEED = 20_261_128;
  private static final int MATCHES_PER_PROFILE = 3;
  private static final int BARE_TEXTS = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(60);
  private static final long WARM_UP_MILLIS = 180_000;
  private static final long READER_AFTER_MILLIS = 2_000;
  private static final long TRAFFIC_AFTER_MILLIS = 30_000;
  private static final long TRAFFIC_AROUND_ROLLBACK_MILLIS = 10_000;
  private static final double NANOS = 1e9;

  private final Target target;
  private final String model;
  private final int changesPerSecond;
  private final Installation installation;
  private final Upgrade upgrade;
  private final Connection connection;
  private final UpgradeBuild build;
  private final UpgradeFreshness freshness;

  private UpgradeBenchmark(
      Target target, String model, int changesPerSecond, Connection connection) {
    this.target = target;
    this.model = model;
    this.changesPerSecond = changesPerSecond;
    this.installation = target.installation();
    this.upgrade = new Upgrade(installation);
    this.connection = connection;
    this.build = new UpgradeBuild(installation, connection);
    this.freshness = new UpgradeFreshness(installation);
  }

  /**
   * Arguments: how many profiles, 10,000 unless given; the new model, one of langchain4j's bge; how
   * many changes a second, 20 unless given. The host's tables must be empty.
   */
  public static void main(String[] arguments) throws Exception {
    int profiles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    String model = arguments.length > 1 ? arguments[1] : MODEL;
    int changes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Edits.PER_SECOND;
    Target target = Target.localOnly("fills tables");
    System.out.println(Target.machine());
    LocalPipeline pipeline = new LocalPipeline(target.installation());
    pipeline.up();
    // As in an installation that has been stopped before: that writes the archive of classes.
    target.installation().stack().stop(PartName.STREAMS);
    pipeline.startApplications();
    try (Connection connection = target.connect()) {
      new UpgradeBenchmark(target, model, changes, connection).run(profiles);
    }
  }

  private void run(int profiles) throws Exception {
    BulkTexts rows = BulkTexts.of(SEED, profiles, MATCHES_PER_PROFILE);
    load(rows);
    double before = bare(rows);
    double measured;
    try (UpgradeTraffic traffic = traffic();
        MemorySampler memory = MemorySampler.start(installation.stack())) {
      SwitchWitness witness = SwitchWitness.insert(connection);
      target.awaitIdle();
      traffic.start();
      // In the first minutes of a virtual machine a third of its time is its compiler's.
      Thread.sleep(WARM_UP_MILLIS);
      long startedAt = Target.clockMillis(connection);
      long switchedAt = buildAndSwitchOver(traffic, witness, startedAt);
      measured = build.rate();
      Thread.sleep(TRAFFIC_AFTER_MILLIS);
      traffic.stop();
      System.out.println(traffic.line());
      System.out.println("memory at most: " + memory.take().line());
      target.awaitIdle();
      freshness.printBefore(
          traffic.begun(), at -> at >= startedAt && at < switchedAt, build::isRecovering);
      freshness.printAfter(traffic.begun(), switchedAt);
    }
    audit("after the cut-over");
    rollBackWithinTraffic();
    audit("after the rollback");
    System.out.printf(
        Locale.ROOT, "replay / bare loop %.2f%n", measured / ((before + bare(rows)) / 2));
  }

  /**
   * Returns when readers saw the new generation. If it comes to no switch, what they saw until then
   * is told first.
   */
  private long buildAndSwitchOver(UpgradeTraffic traffic, SwitchWitness witness, long startedAt)
      throws Exception {
    try {
      build.run(model);
      return switchOver(witness);
    } catch (UserException | IllegalStateException e) {
      traffic.stop();
      target.awaitIdle();
      freshness.printBefore(traffic.begun(), at -> at >= startedAt, build::isRecovering);
      throw e;
    }
  }

  private void load(BulkTexts rows) throws Exception {
    long begun = System.nanoTime();
    SampleLoader loader = new SampleLoader(connection);
    loader.loadProfiles(rows.profiles().stream());
    loader.loadMatches(rows.matches().stream());
    target.awaitIdle();
    System.out.printf(
        Locale.ROOT,
        "%,d profiles and %,d matches loaded and enriched in %.0f s%n",
        rows.profiles().size(),
        rows.matches().size(),
        (System.nanoTime() - begun) / NANOS);
  }

  /** The new model alone, over some of the texts; the pipeline is up meanwhile, and idle. */
  private double bare(BulkTexts rows) throws Exception {
    List<String> texts = rows.texts();
    String files = model.substring(model.indexOf('/') + 1);
    try (BareModel bare = new BareModel(files, BareLoop.processors())) {
      double rate =
          BareLoop.plain(bare).textsPerSecond(texts.subList(0, Math.min(BARE_TEXTS, texts.size())));
      System.out.printf(Locale.ROOT, "bare loop of the new model: %.0f texts/s%n", rate);
      return rate;
    }
  }

  /** Returns when readers saw the new generation: milliseconds since 1970 by PostgreSQL's clock. */
  private long switchOver(SwitchWitness witness) throws Exception {
    int next = PlannedGeneration.live(connection, installation).get(1).number();
    try (MixtureReader reader =
        new MixtureReader(target.connect(), witness, witness.generations(connection, next))) {
      reader.start();
      long switchedAt = switchOver();
      Thread.sleep(READER_AFTER_MILLIS);
      reader.stop();
      System.out.println(reader.line());
      return switchedAt;
    }
  }

  private long switchOver() throws SQLException {
    long begun = System.nanoTime();
    CutOver.Outcome outcome = upgrade.cutOver(false, LIMIT);
    System.out.printf(
        Locale.ROOT,
        "cut-over with building of indexes and the last look: %.1f s; tables locked for %.1f ms%n",
        (System.nanoTime() - begun) / NANOS,
        outcome.lockMillis());
    return Target.clockMillis(connection);
  }

  private UpgradeTraffic traffic() throws SQLException {
    return new UpgradeTraffic(target.connect(), changesPerSecond);
  }

  /** As {@link #run}'s traffic ended for the audit, there is some more. */
  private void rollBackWithinTraffic() throws Exception {
    try (UpgradeTraffic traffic = traffic()) {
      traffic.start();
      Thread.sleep(TRAFFIC_AROUND_ROLLBACK_MILLIS);
      rollBack();
      long switchedAt = Target.clockMillis(connection);
      Thread.sleep(TRAFFIC_AROUND_ROLLBACK_MILLIS);
      traffic.stop();
      System.out.println(traffic.line());
      target.awaitIdle();
      freshness.printRollback(traffic.begun(), switchedAt);
    }
  }

  private void rollBack() {
    long begun = System.nanoTime();
    CutOver.Outcome outcome = upgrade.rollBack();
    System.out.printf(
        Locale.ROOT,
        "rollback: %.1f s; tables locked for %.1f ms%n",
        (System.nanoTime() - begun) / NANOS,
        outcome.lockMillis());
  }

  private void audit(String when) throws SQLException {
    target.awaitIdle();
    PlannedGeneration active = PlannedGeneration.active(installation);
    AuditStatements statements =
        AuditStatements.read(
            connection,
            active.plan(),
            installation.names(),
            InstalledTasks.versions(installation, active));
    AuditReport report =
        ReadOnly.run(
            installation, (int) LIMIT.toSeconds(), database -> Audit.read(database, statements));
    Map<String, Object> document = report.document();
    System.out.printf(
        "audit %s: %s rows, %s stale, %s missing, %s of a foreign model%n",
        when,
        document.get("rows"),
        document.get("stale"),
        document.get("missing"),
        document.get("foreign_model"));
  }
}
