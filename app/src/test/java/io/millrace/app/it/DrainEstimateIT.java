package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.pause.PauseSwitch;
import io.millrace.app.pause.PausedPart;
import io.millrace.app.progress.TrackedLag;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A backlog of 10,000 rows that waits while models are paused: ten seconds after they go on, what
 * {@code lag} says of its end, beside what it then takes. A proof that needs a machine at rest, so
 * it is not in the normal build; see docs/lag.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "millrace.proofs", matches = "lag")
class DrainEstimateIT {
  private static final int ROWS = Integer.getInteger("millrace.proof.rows", 10_000);

  /** Before it is measured, a process compiles what it runs all the time. */
  private static final int WARM_UP = 1_000;

  /** PostgreSQL and Kafka write for a while what was inserted, and take processor time. */
  private static final Duration CALM = Duration.ofSeconds(20);

  private static final double LOOK_SECONDS = 10;
  private static final List<Double> LOOKS = List.of(5.0, LOOK_SECONDS, 15.0, 20.0, 30.0, 45.0);
  private static final int MOST_PERCENT = 30;

  private final RunningPipeline pipeline = RunningPipeline.startWithoutLabels("it-home-drain");

  @AfterAll
  void stop() {
    pipeline.close();
  }

  @Test
  void shouldKnowTheEndOfABacklogAfterTenSeconds() throws Exception {
    PauseSwitch control = new PauseSwitch(pipeline.installation());
    List<PausedPart> models = List.of(PausedPart.MODELS);
    try (LagLog log = new LagLog(pipeline.installation())) {
      insert(-WARM_UP, -1);
      log.await(report -> !report.isEmpty());
      log.await(LagLog::isAllDone);
      control.pause(
          models, new io.millrace.schemas.Pause("a proof", Clock.systemUTC().millis(), ""));
      insert(1, ROWS);
      log.await(report -> LagLog.stage(report, "model").records() >= ROWS);
      Pause.of(CALM);

      control.resume(models);
      long resumedAt = System.currentTimeMillis();
      long doneAt = log.await(LagLog::isAllDone).report().at();

      List<TrackedLag> readings = log.from(resumedAt);
      LOOKS.forEach(look -> say(readings, resumedAt, doneAt, look));
      TrackedLag look = at(readings, resumedAt, LOOK_SECONDS);
      assertThat(look.drainSeconds())
          .isNotNull()
          .isCloseTo(
              (doneAt - look.report().at()) / 1_000.0, Percentage.withPercentage(MOST_PERCENT));
    }
  }

  private void insert(int from, int to) throws SQLException {
    pipeline
        .tables()
        .execute(
            "insert into profiles (id, name, seeking) select gen_random_uuid(), 'row ' || n,"
                + " 'Somebody who knows about thing number ' || n || ' and about ' || md5(n::text)"
                + " from generate_series(?, ?) n",
            from,
            to);
  }

  private static TrackedLag at(List<TrackedLag> readings, long from, double seconds) {
    return readings.stream()
        .filter(lag -> lag.report().at() >= from + 1_000 * seconds)
        .findFirst()
        .orElse(readings.get(readings.size() - 1));
  }

  private static void say(List<TrackedLag> readings, long from, long doneAt, double seconds) {
    TrackedLag lag = at(readings, from, seconds);
    String stages =
        lag.report().stages().stream()
            .filter(stage -> !stage.isEmpty())
            .map(stage -> stage.stage() + " " + stage.records())
            .collect(Collectors.joining(", "));
    System.out.printf(
        Locale.ROOT,
        "[proof] %d rows: after %.1f s lag says %s s more, it took %.1f s more (%s)%n",
        ROWS,
        (lag.report().at() - from) / 1_000.0,
        lag.drainSeconds(),
        (doneAt - lag.report().at()) / 1_000.0,
        stages);
  }
}
