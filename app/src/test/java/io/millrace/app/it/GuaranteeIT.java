package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.inference.ProviderSettings;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import io.millrace.topology.runtime.ProviderEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Invariants 1 to 6 while a host does what hosts do and everything fails that can: in the normal
 * build two rounds with a few faults each; at length by {@code ./millrace test --chaos 30m}, which
 * sets the property {@code millrace.chaos.seconds}. The property {@code millrace.chaos.seeds} says
 * which rounds to play, by their seeds with commas between.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(11)
class GuaranteeIT {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
  private static final int RANDOM_SEEDS = 3;
  private static final long SECONDS = Long.getLong("millrace.chaos.seconds", 0);
  private static final double MOST_REPEATED_PERCENT = 2;
  private static final int ROWS_TO_TELL_OF = 3;

  private static final int BURST = SECONDS == 0 ? 1_000 : 10_000;
  private static final Duration OUTAGE = Duration.ofSeconds(SECONDS == 0 ? 1 : 60);
  private static final Duration TIME_AN_INPUT = Duration.ofMillis(SECONDS == 0 ? 100 : 5);
  private static final double OLDEST_SECONDS = 2;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final ModelServer server = ModelServer.start();
  private final ModelServer judge = ModelServer.start();
  private final RunningPipeline pipeline =
      RunningPipeline.start(
          "it-home-guarantee", providers(server, 5_000), providers(judge, 60_000));
  private final Faults faults = new Faults(server);

  /** As a user sets them, but for the pauses, which would make the test long. */
  private static ProviderSettings providers(ModelServer of, int timeoutMillis) {
    return ProviderEnvironment.read(
        Map.of(
            "MILLRACE_EMBEDDING_PROVIDER",
            "tei",
            "MILLRACE_EMBEDDING_URL",
            of.url(),
            "MILLRACE_EMBEDDING_MODEL",
            ModelServer.MODEL,
            "MILLRACE_EMBEDDING_TIMEOUT_MS",
            "" + timeoutMillis,
            "MILLRACE_PROVIDER_DOWN_RETRY_MS",
            "1000",
            "MILLRACE_PROVIDER_REFUSED_RETRY_MS",
            "1000"));
  }

  @AfterAll
  void stop() {
    try (server;
        judge) {
      pipeline.close();
    }
  }

  @Test
  void shouldMakeEveryRowRight_whateverFails_invariants1To6() throws Exception {
    Chaos chaos = new Chaos(pipeline, server);
    List<ChaosReport> reports = new ArrayList<>();
    List<Long> seeds = seeds();
    System.out.println("Seeds: " + seeds);
    for (int round = 0; round < seeds.size(); round++) {
      long seed = seeds.get(round);
      int number = round;
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS / seeds.size()).toNanos();
      ChaosReport report =
          chaos.run(
              seed,
              host ->
                  SECONDS == 0
                      ? faults.few(host, number)
                      : faults.until(end, new Random(seed), host));
      System.out.println(report.text());
      reports.add(report);
      tellWhatIsKnownOf(report.wrong());
      assertThat(report.wrong()).as("seed " + seed).isEmpty();
    }
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.repeatedPercent()).isLessThanOrEqualTo(MOST_REPEATED_PERCENT);
              assertThat(report.calls().calls()).isLessThanOrEqualTo(report.host().inputs());
            });
  }

  /**
   * A burst while the provider is away drains without help, and what is edited meanwhile goes
   * first. In the normal build the provider is so slow afterwards that full batches would come too
   * late.
   */
  @Test
  void shouldServeFreshEditsFirst_whenABurstDrainsAfterAnOutage_invariants3And7() throws Exception {
    OutageBurst burst = new OutageBurst(pipeline.tables(), BURST);
    burst.insert();
    pipeline.awaitWritten();
    long failures = pipeline.failures();
    List<Double> ages = new ArrayList<>();

    server.fail(ServerFault.of(Kind.OUTAGE));
    burst.edit();
    Pause.of(OUTAGE);
    awaitAllPutOff(burst.rows());
    server.slowDown(TIME_AN_INPUT);
    server.recover();
    await().atMost(LIMIT).until(() -> burst.written() > 0);
    do {
      burst.editInTheMidst();
      await().atMost(LIMIT).until(burst::isLastWritten);
      ages.add(burst.lastAge());
    } while (SECONDS > 0 && burst.written() < burst.edits() / 2);
    long writtenBefore = burst.written();
    server.slowDown(Duration.ZERO);
    pipeline.awaitWritten(LIMIT);

    System.out.printf(
        "Burst of %d edits, provider away for %d s: %d edits meanwhile, oldest when written %.2f"
            + " s%n",
        BURST, OUTAGE.toSeconds(), ages.size(), Collections.max(ages));
    assertThat(writtenBefore).as("of the burst, when the last was served").isLessThan(BURST);
    assertThat(burst.written()).isEqualTo(burst.edits());
    assertThat(pipeline.failures()).as("entries of the failure list").isEqualTo(failures);
    assertThat(pipeline.oracle().wrong()).isEmpty();
    if (SECONDS > 0) {
      assertThat(ages).allMatch(age -> age <= OLDEST_SECONDS);
    }
  }

  /** What comes in after the outage is as fresh as what is edited then, and older. */
  private void awaitAllPutOff(int rows) {
    try (LagLog lag = new LagLog(pipeline.installation())) {
      lag.await(
          report -> {
            StageLag model = LagLog.stage(report, "model");
            long untried = model.detail().reasons().getOrDefault("waiting", 0L);
            return model.records() >= rows
                && untried == 0
                && LagLog.stage(report, "rows").records() == 0
                && LagLog.stage(report, "work").records() == 0;
          });
    }
  }

  /** A round is not easily played again: what happened is told here or never. */
  private void tellWhatIsKnownOf(List<String> wrong) {
    Evidence evidence = new Evidence(pipeline.environment());
    wrong.stream()
        .map(sentence -> sentence.split("[ :]+"))
        .map(words -> words[0].equals("profiles") ? words[1] : words[0])
        .distinct()
        .limit(ROWS_TO_TELL_OF)
        .flatMap(key -> evidence.of(key).stream())
        .forEach(System.out::println);
  }

  private static List<Long> seeds() {
    String given = System.getProperty("millrace.chaos.seeds", "");
    if (!given.isEmpty()) {
      return List.of(given.split(",")).stream().map(Long::parseLong).toList();
    }
    if (SECONDS == 0) {
      return SEEDS.subList(0, 2);
    }
    LongStream chosen = new Random().longs(RANDOM_SEEDS, 1, Integer.MAX_VALUE);
    return LongStream.concat(SEEDS.stream().mapToLong(Long::longValue), chosen).boxed().toList();
  }
}
