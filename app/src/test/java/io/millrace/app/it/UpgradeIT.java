package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.app.upgrade.Upgrade;
import io.millrace.app.upgrade.UpgradeEstimate;
import io.millrace.app.upgrade.UpgradeRates;
import io.millrace.app.upgrade.UpgradeStatus;
import io.millrace.app.upgrade.UpgradeTarget;
import io.millrace.connectors.CutOver;
import io.millrace.stack.PartName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Changes the model of a running pipeline while rows are edited, and goes back, and forth for good.
 * The plan has no classifications, whose labels are embedded at each model's first start. Each test
 * goes on where the one before ended. The property {@code millrace.it.upgrade.profiles} sets the
 * number of profiles, {@code millrace.it.edits} that of edits during each step.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(11)
class UpgradeIT {
  private static final String OLD_MODEL = "sentence-transformers/all-MiniLM-L6-v2";
  private static final String NEW_MODEL = "BAAI/bge-small-en-v1.5";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Community COMMUNITY =
      new Community("upgrade", Integer.getInteger("millrace.it.upgrade.profiles", 30));
  private static final int EDITS = Integer.getInteger("millrace.it.edits", 100);

  private final RunningPipeline pipeline = RunningPipeline.startWithoutLabels("it-home-upgrade");
  private final Tables tables = pipeline.tables();
  private final Upgrade upgrade = new Upgrade(pipeline.installation());

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
  void shouldSayWhatItWouldCompute() {
    UpgradeEstimate estimate =
        UpgradeEstimate.of(
            pipeline.installation(),
            UpgradeTarget.of(NEW_MODEL),
            UpgradeRates.of(OptionalDouble.of(1_000_000), OptionalDouble.of(1)));

    assertThat(estimate.dimensions()).isEqualTo(384);
    assertThat(estimate.tasks()).hasSize(5);
    assertThat(estimate.tasks().get(0).calls()).isEqualTo(COMMUNITY.size() * 9L / 10);
    assertThat(estimate.money()).isNotEmpty();
    assertThat(pipeline.status()).doesNotContain("streams-next");
  }

  @Test
  @Order(2)
  void shouldLeaveNoTraceOfAStartThatWasInterruptedAndGivenUp() throws SQLException {
    UpgradeReader.beginOnly(pipeline.installation(), NEW_MODEL);

    upgrade.abort();

    assertThat(pipeline.status()).doesNotContain("streams-next").doesNotContain("sink-g2");
    assertThat(traces("2")).isEmpty();
    assertThat(tables.text("select string_agg(state, ' ') from millrace.generation"))
        .isEqualTo("active");
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  @Order(3)
  void shouldComputeAGenerationBesideTheActiveOne_whileRowsAreEdited() throws SQLException {
    try (Burst burst = new Burst(tables, COMMUNITY, "building", EDITS)) {
      burst.start();
      upgrade.start(UpgradeTarget.of(NEW_MODEL));
      assertThat(upgrade.start(UpgradeTarget.of(NEW_MODEL))).isEqualTo(2);
      pipeline.kill(PartName.STREAMS_NEXT);
      pipeline.up();
      burst.await();
    }
    pipeline.awaitWritten();
    awaitWritten(2);

    assertThat(pipeline.oracle().wrong()).as("what readers see").isEmpty();
    UpgradeStatus status = UpgradeStatus.read(pipeline.installation(), generation -> 0);
    System.out.println(status.text());
    assertThat(status.isComplete()).isTrue();
    await().atMost(LIMIT).untilAsserted(this::shouldShowACompleteUpgradeOnThePage);
    assertThat(status.progress()).hasSize(2);
    assertThat(status.neighbours()).hasSize(4).allMatch(column -> column.overlap() > 0.1);
    assertThat(status.scores()).isPresent();
  }

  private void shouldShowACompleteUpgradeOnThePage() throws Exception {
    URI page = URI.create(pipeline.environment().statusUrl() + "/status.json");
    JsonNode upgrade =
        Json.MAPPER
            .readTree(
                HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body())
            .path("upgrade");
    assertThat(upgrade).hasSize(2);
    assertThat(upgrade.get(1).path("state").asText()).isEqualTo("building");
    assertThat(upgrade.get(1).path("done").asLong())
        .isPositive()
        .isEqualTo(upgrade.get(1).path("total").asLong());
  }

  @Test
  @Order(4)
  void shouldRefuseToGiveUpWhatIsNotThere() {
    assertThatThrownBy(upgrade::rollBack)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no such generation");
    assertThatThrownBy(() -> upgrade.start(UpgradeTarget.of(OLD_MODEL + "-q")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Generation 2 is being built");
  }

  /** Invariant 5: a reader that never pauses sees each row's vectors and model together. */
  @Test
  @Order(5)
  void shouldSwitchWhileRowsAreEditedAndRead_invariant5() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Set<String>> reader =
        CompletableFuture.supplyAsync(() -> UpgradeReader.read(tables, isOver));
    try (Burst burst = new Burst(tables, COMMUNITY, "switching", EDITS)) {
      burst.start();
      await().atMost(LIMIT).until(() -> burst.committed() > EDITS / 4);
      CutOver.Outcome outcome = upgrade.cutOver(false, LIMIT);
      System.out.printf("cut-over: tables locked for %.1f ms%n", outcome.lockMillis());
      burst.await();
    }
    pipeline.awaitWritten();
    isOver.set(true);

    assertThat(reader.get()).isSubsetOf(Set.of(OLD_MODEL + " 1", NEW_MODEL + " 1"));
    assertThat(reader.get()).contains(NEW_MODEL + " 1");
    try (Oracle oracle = pipeline.oracle(NEW_MODEL)) {
      assertThat(oracle.wrong()).isEmpty();
    }
    assertThat(pipeline.failures()).as("entries of the failure list").isZero();
  }

  @Test
  @Order(6)
  void shouldGoBackToAFreshFormerGeneration() throws SQLException {
    tables.execute(
        "update profiles set seeking = 'Somebody who repairs clocks' where id = ?",
        COMMUNITY.profile(3));
    pipeline.awaitWritten();
    awaitWritten(1);

    long before = System.nanoTime();
    CutOver.Outcome outcome = upgrade.rollBack();
    System.out.printf(
        "rollback: %d ms in all, tables locked for %.1f ms%n",
        Duration.ofNanos(System.nanoTime() - before).toMillis(), outcome.lockMillis());

    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  @Order(7)
  void shouldGiveUpTheFormerGeneration_whileRowsAreEdited() throws SQLException {
    upgrade.cutOver(false, LIMIT);
    try (Burst burst = new Burst(tables, COMMUNITY, "finishing", EDITS)) {
      burst.start();
      upgrade.finish();
      upgrade.finish();
      burst.await();
    }
    pipeline.awaitWritten();

    assertThat(traces("1")).isEmpty();
    assertThat(pipeline.status())
        .doesNotContain("streams-next")
        .doesNotContain("sink-g1:")
        .contains("millrace-sink-g2: RUNNING");
    try (Oracle oracle = pipeline.oracle(NEW_MODEL)) {
      assertThat(oracle.wrong()).isEmpty();
    }
  }

  @Test
  @Order(8)
  void shouldComeUpWithWhatTheDatabaseSays() throws SQLException {
    pipeline.down();
    pipeline.up();
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls()).as("model calls").isZero();
    assertThat(pipeline.metrics().rowsWritten()).as("rows written").isZero();
    try (Oracle oracle = pipeline.oracle(NEW_MODEL)) {
      assertThat(oracle.wrong()).isEmpty();
    }
  }

  private void awaitWritten(int generation) {
    UpgradeReader.awaitWritten(pipeline.installation(), generation, LIMIT);
  }

  /** Columns, provenance and topics of a generation. */
  private List<String> traces(String generation) throws SQLException {
    List<String> traces =
        tables.query(
            row -> row.getString(1),
            "select attname::text from pg_attribute where not attisdropped and attname like ?"
                + " union select 'provenance' from millrace.provenance where generation = ?::int",
            "%\\_\\_g" + generation,
            generation);
    traces.addAll(UpgradeReader.topics(pipeline.installation(), generation));
    return traces;
  }
}
