package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.progress.LagReport;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.TrackedLag;
import io.millrace.inference.ProviderSettings;
import io.millrace.modelserver.ModelServer;
import io.millrace.topology.runtime.ProviderEnvironment;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each part stops in turn while somebody edits: {@code lag} names the stage, its seconds rise with
 * the clock, and after the restart all are exactly zero and stay so. A proof that takes minutes and
 * looks at the clock, so it is not in the normal build; see docs/lag.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "millrace.proofs", matches = "lag")
class StoppedPartsIT {
  private static final int SIZE = 40;
  private static final Community COMMUNITY = new Community("stopped", SIZE);
  private static final Duration STANDS_STILL = Duration.ofSeconds(25);
  private static final Duration STAYS = Duration.ofSeconds(10);
  private static final long SETTLES_MILLIS = 8_000;
  private static final List<String> GROUPS =
      List.of("millrace-rows", "millrace-g1", "connect-millrace-sink-g1");

  private final ModelServer server = ModelServer.start();
  private final RunningPipeline pipeline = RunningPipeline.start("it-home-stopped", providers());

  private ProviderSettings providers() {
    return ProviderEnvironment.read(
        Map.of(
            "MILLRACE_EMBEDDING_PROVIDER",
            "tei",
            "MILLRACE_EMBEDDING_URL",
            server.url(),
            "MILLRACE_EMBEDDING_MODEL",
            ModelServer.MODEL,
            "MILLRACE_EMBEDDING_TIMEOUT_MS",
            "3000"));
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(pipeline.tables());
    pipeline.awaitWritten();
  }

  @AfterAll
  void stop() {
    try (server) {
      pipeline.close();
    }
  }

  @ParameterizedTest
  @EnumSource(StoppablePart.class)
  void shouldNameWhatStandsStillAndReturnToZero_invariant8(StoppablePart part) throws Exception {
    try (LagLog log = new LagLog(pipeline.installation())) {
      log.await(LagLog::isAllDone);
      TrackedLag standing = standStill(part, log);
      compare(part + " stopped", standing.report());

      long restartedAt = System.currentTimeMillis();
      part.start(pipeline, server);
      TrackedLag done = log.await(LagLog::isAllDone);
      Pause.of(STAYS);

      say("%s: zero %.1f s after the restart began", part, seconds(restartedAt, done));
      assertThat(log.from(done.report().at()))
          .hasSizeGreaterThan(5)
          .allSatisfy(lag -> assertThat(lag.report().behindSeconds()).isZero())
          .allMatch(lag -> LagLog.isAllDone(lag.report()));
      compare("all idle", done.report());
    }
  }

  /** Stops it under load; the last reading of the time in which it stood still. */
  private TrackedLag standStill(StoppablePart part, LagLog log) throws Exception {
    try (SteadyEdits load = new SteadyEdits(pipeline.tables(), COMMUNITY, SIZE, part.name())) {
      log.await(report -> load.done() > 0);
      long stoppedAt = System.currentTimeMillis();
      part.stop(pipeline, server);
      TrackedLag named = log.await(part::isNamed);
      Pause.of(STANDS_STILL);
      List<TrackedLag> after = log.from(stoppedAt + SETTLES_MILLIS);
      TrackedLag last = after.get(after.size() - 1);
      StageLag stage = part.stageIn(last.report());
      double slope = slope(part, after);
      say("%s: named %.1f s after the stop", part, seconds(stoppedAt, named));
      say(
          "%s: %s %.1f s, %d records; seconds rise by %.2f a second",
          part, stage.stage(), stage.seconds(), stage.records(), slope);
      assertThat(seconds(stoppedAt, named)).isLessThan(5);
      assertThat(slope).isBetween(0.9, 1.1);
      return last;
    }
  }

  private static double slope(StoppablePart part, List<TrackedLag> lags) {
    TrackedLag first = lags.get(0);
    TrackedLag last = lags.get(lags.size() - 1);
    return (part.stageIn(last.report()).seconds() - part.stageIn(first.report()).seconds())
        / seconds(first.report().at(), last);
  }

  private static double seconds(long from, TrackedLag to) {
    return (to.report().at() - from) / 1_000.0;
  }

  /** What Kafka's own tool says at about the same moment. */
  private void compare(String moment, LagReport report) throws IOException {
    String ours =
        report.stages().stream()
            .filter(stage -> !stage.isEmpty())
            .map(s -> "%s %d records %.1f s".formatted(s.stage(), s.records(), s.seconds()))
            .collect(Collectors.joining(", "));
    say("%s: millrace lag: %s", moment, ours.isEmpty() ? "nothing" : ours);
    if (KafkaGroupTool.isThere()) {
      KafkaGroupTool tool = new KafkaGroupTool(pipeline.environment().bootstrapServers());
      for (String group : GROUPS) {
        Map<String, Long> lags = tool.lagByTopic(group);
        lags.values().removeIf(lag -> lag == 0);
        say("%s: Kafka's tool, group %s: %s", moment, group, lags);
      }
    }
  }

  private static void say(String form, Object... values) {
    System.out.println("[proof] " + String.format(Locale.ROOT, form, values));
  }
}
