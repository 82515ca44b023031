package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.app.replay.Replay;
import io.millrace.app.replay.ReplayEstimate;
import io.millrace.app.replay.ReplayRates;
import io.millrace.app.replay.ReplayRequest;
import io.millrace.app.replay.ReplayResult;
import io.millrace.app.replay.ReplaySpeed;
import io.millrace.app.replay.ReplayType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Replays on everything that runs: what they cost, where they go on, what they refuse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(12)
class ReplayIT {
  private static final Community COMMUNITY = new Community("replay", 30);
  private static final ReplayRates UNKNOWN =
      new ReplayRates(OptionalDouble.empty(), OptionalDouble.empty());

  /** The tokenizer makes nothing of it. */
  private static final String REFUSED = "\ufffd\ufffd";

  private static final ReplaySpeed SPEED = new ReplaySpeed(7, OptionalDouble.empty());

  /** What a write of the database changes, if only the row's version. */
  private static final String VERSIONS =
      """
      select md5(string_agg(version, ' ' order by version)) from (
        select 'p' || id || xmin as version from profiles union all
        select 'm' || id || xmin from matches union all
        select 'o' || table_name || key || column_name || xmin from millrace.provenance) versions
      """;

  private final RunningPipeline pipeline = RunningPipeline.startWithoutLabels("it-home-replay");
  private final Tables tables = pipeline.tables();

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @AfterAll
  void stop() {
    pipeline.close();
  }

  @Test
  @Order(1)
  void shouldNeitherCallNorWrite_whenNothingChanged_invariant2() throws SQLException {
    String versions = tables.text(VERSIONS);
    long calls = pipeline.metrics().modelCalls();
    long written = pipeline.metrics().rowsWritten();
    long unchanged = pipeline.metrics().skipped("input_unchanged");

    ReplayResult result = run(request(ReplayType.ALL, null, false));

    assertThat(result.rows()).isEqualTo(COMMUNITY.size() + COMMUNITY.matches());
    assertThat(pipeline.metrics().skipped("input_unchanged"))
        .isGreaterThanOrEqualTo(unchanged + COMMUNITY.size());
    assertThat(pipeline.metrics().modelCalls()).isEqualTo(calls);
    assertThat(pipeline.metrics().rowsWritten()).isEqualTo(written);
    assertThat(tables.text(VERSIONS)).isEqualTo(versions);
  }

  @Test
  @Order(2)
  void shouldSayWhatItWouldCost() {
    ReplayEstimate nothing = replay(request(ReplayType.ALL, null, false)).estimate(UNKNOWN);
    ReplayEstimate again = replay(request(ReplayType.EMBEDDINGS, null, true)).estimate(UNKNOWN);

    assertThat(nothing.calls()).isZero();
    assertThat(nothing.totalRows()).isEqualTo(COMMUNITY.size() + COMMUNITY.matches());
    // Of ten, one has no text to embed in each of two columns.
    assertThat(again.calls()).isEqualTo(COMMUNITY.size() * 38L / 10);
    assertThat(again.resultsPerSecond()).isPresent();
    System.out.println(again.text());
  }

  @Test
  @Order(3)
  void shouldAskTheModelAgain_forTheRowsOfAFilter() throws SQLException {
    long calls = pipeline.metrics().modelCalls();
    String filter = "list_size in (0, 100, 200) -- three members";

    ReplayResult result = run(request(ReplayType.EMBEDDINGS, filter, true));

    assertThat(result.rows()).isEqualTo(3);
    assertThat(pipeline.metrics().modelCalls()).isEqualTo(calls + 3 * 4);
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  @Order(4)
  void shouldGoOnWhereItWasInterrupted_andRefuseAnotherMeanwhile() {
    ReplayRequest request = request(ReplayType.EMBEDDINGS, null, false);
    assertThatThrownBy(
            () ->
                replay(request)
                    .run(
                        SPEED,
                        (done, total) -> {
                          throw new IllegalStateException("interrupted");
                        }))
        .hasMessage("interrupted");

    assertThat(replay(request).unfinished()).get().extracting(entry -> entry.asked()).isEqualTo(7L);
    assertThatThrownBy(() -> run(request(ReplayType.ALL, null, false)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--type embeddings");

    ReplayResult result = run(request);

    assertThat(result.isResumed()).isTrue();
    assertThat(result.rows()).isEqualTo(COMMUNITY.size());
    assertThat(replay(request).unfinished()).isEmpty();
  }

  @Test
  @Order(5)
  void shouldRefuseAFilterThatIsNone() {
    assertThatThrownBy(
            () -> replay(request(ReplayType.EMBEDDINGS, "nowhere = 1", false)).estimate(UNKNOWN))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.isUsage()).isTrue())
        .hasMessageContaining("nowhere");
    assertThatThrownBy(
            () ->
                replay(request(ReplayType.EMBEDDINGS, "true) or (delete from matches", false))
                    .estimate(UNKNOWN))
        .isInstanceOf(UserException.class);
  }

  @Test
  @Order(6)
  void shouldTryAgainWhatFailed_andNothingElse() throws SQLException {
    tables.execute("update profiles set seeking = ? where id = ?", REFUSED, COMMUNITY.profile(3));
    pipeline.awaitWritten();
    long calls = pipeline.metrics().modelCalls();
    String versions = tables.text(VERSIONS);

    ReplayResult again = run(ofFailures());

    assertThat(again.rows()).isEqualTo(1);
    assertThat(pipeline.metrics().modelCalls()).isEqualTo(calls + 1);
    assertThat(tables.text(VERSIONS)).isEqualTo(versions);
    assertThat(run(ofFailures()).rows()).as("refused again").isEqualTo(1);

    tables.execute(
        "update profiles set seeking = 'Somebody who mends umbrellas' where id = ?",
        COMMUNITY.profile(3));
    pipeline.awaitWritten();
    assertThat(run(ofFailures()).rows()).as("on the list no more").isZero();
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  /** In a month, when two rows were written today and all others only then. */
  @Test
  @Order(7)
  void shouldAskAgainForOldResults_andNoOthers() throws SQLException {
    tables.execute(
        "update millrace.provenance set written_at = now() + interval '40 days'"
            + " where key not in (?, ?)",
        COMMUNITY.profile(1).toString(),
        COMMUNITY.profile(2).toString());
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
    ReplayRequest request =
        new ReplayRequest(
            ReplayType.EMBEDDINGS,
            Optional.empty(),
            Optional.empty(),
            false,
            OptionalInt.of(30),
            false);
    Replay replay = new Replay(pipeline.installation(), request, later);
    long calls = pipeline.metrics().modelCalls();

    assertThat(replay.estimate(UNKNOWN).calls()).isEqualTo(2 * 4);
    ReplayResult result = replay.run(SPEED, (done, total) -> {});

    assertThat(result.rows()).isEqualTo(2);
    assertThat(pipeline.metrics().modelCalls()).isEqualTo(calls + 2 * 4);
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  /** Not a measurement: by the clock it cannot have been quicker. */
  @Test
  @Order(8)
  void shouldHandOutNoMoreThanTheRate() {
    Instant begin = Clock.systemUTC().instant();

    ReplayResult result =
        replay(request(ReplayType.EMBEDDINGS, null, false))
            .run(new ReplaySpeed(5, OptionalDouble.of(15)), (done, total) -> {});

    assertThat(result.rows()).isEqualTo(COMMUNITY.size());
    assertThat(Duration.between(begin, Clock.systemUTC().instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(COMMUNITY.size() / 15));
  }

  private static ReplayRequest ofFailures() {
    return new ReplayRequest(
        ReplayType.ALL, Optional.empty(), Optional.empty(), true, OptionalInt.empty(), false);
  }

  private Replay replay(ReplayRequest request) {
    return new Replay(pipeline.installation(), request, Clock.systemUTC());
  }

  private ReplayResult run(ReplayRequest request) {
    return replay(request).run(SPEED, (done, total) -> {});
  }

  private static ReplayRequest request(
      ReplayType type, @Nullable String filter, boolean isAskedAgain) {
    return new ReplayRequest(
        type,
        Optional.empty(),
        Optional.ofNullable(filter),
        false,
        OptionalInt.empty(),
        isAskedAgain);
  }
}
