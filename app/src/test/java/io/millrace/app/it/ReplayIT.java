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
