package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.pause.PauseSwitch;
import io.millrace.app.pause.PausedPart;
import io.millrace.app.progress.TrackedLag;
import io.millrace.schemas.Pause;
import java.sql.SQLException;
import java.time.Clock;
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
      log.await(LagLog::isAllDone);
      control.pause(models, new Pause("a proof", Clock.systemUTC().millis(), ""));
      insert();
      log.await(report -> LagLog.stage(report, "model").records() >= ROWS);

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

  private void insert() throws SQLException {
    pipeline
        .tables()
        .execute(
            "insert into profiles (id, name, seeking) select gen_random_uuid(), 'row ' || n,"
                + " 'Somebody who knows about thing number ' || n || ' and about ' || md5(n::text)"
                + " from generate_series(1, ?) n",
            ROWS);
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
