package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.command.LocalLagSources;
import io.millrace.app.pause.PauseSwitch;
import io.millrace.app.pause.PausedPart;
import io.millrace.app.progress.LagReader;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.inference.ProviderSettings;
import io.millrace.modelserver.ModelServer;
import io.millrace.schemas.Pause;
import io.millrace.stack.PartName;
import io.millrace.topology.runtime.ProviderEnvironment;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Somebody pauses the calls of models and the writing: nothing is called or written, whatever
 * restarts; then each changed text is asked once, and every row is right.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(11)
class PauseIT {
  private static final Community COMMUNITY = new Community("pause", 20);
  private static final int EDITS = 12;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String SINK = "millrace-sink-g1";
  private static final List<PausedPart> ALL = List.of(PausedPart.values());
  private static final Pause BY_ANN =
      new Pause("ann", Clock.systemUTC().millis(), "a new contract");

  private final ModelServer server = ModelServer.start();
  private final RunningPipeline pipeline = RunningPipeline.start("it-home-pause", providers());
  private final Tables tables = pipeline.tables();
  private final PauseSwitch control = new PauseSwitch(pipeline.installation());
  private final List<String> texts = new ArrayList<>();

  private ProviderSettings providers() {
    return ProviderEnvironment.read(
        Map.of(
            "MILLRACE_EMBEDDING_PROVIDER",
            "tei",
            "MILLRACE_EMBEDDING_URL",
            server.url(),
            "MILLRACE_EMBEDDING_MODEL",
            ModelServer.MODEL));
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @AfterAll
  void stop() {
    try (server) {
      pipeline.close();
    }
  }

  @Test
  @Order(1)
  void shouldPauseOnceAndKeepWhoDidIt() {
    assertThat(control.pause(ALL, BY_ANN)).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(control.pause(ALL, new Pause("bob", 1L, ""))).isEmpty();

    assertThat(control.read().values()).containsOnly(BY_ANN);
    await().atMost(LIMIT).until(() -> pipeline.metrics().areModelsPaused());
    assertThat(pipeline.status())
        .contains("paused: model calls by ann since", "paused: writing by ann", SINK + ": PAUSED")
        .contains("(embed): paused");
  }

  @Test
  @Order(2)
  void shouldSayWhoPausedWhat_notThatTheProviderIsDown() throws SQLException {
    edit();

    await().atMost(LIMIT).until(() -> stage("model").records() >= EDITS);
    StageLag model = stage("model");
    assertThat(model.state()).isEqualTo(State.STOPPED);
    assertThat(model.detail().pause()).contains(BY_ANN);
    assertThat(model.detail().reasons()).containsOnlyKeys("paused");
    assertThat(stage("sink").detail().pause()).contains(BY_ANN);
    assertThat(asked()).as("texts that a paused model was asked").isEmpty();
  }

  @Test
  @Order(3)
  void shouldStayPaused_whateverRestarts_invariant3() {
    pipeline.kill(PartName.STREAMS);
    pipeline.kill(PartName.CONNECT);

    pipeline.up();

    await().atMost(LIMIT).until(() -> pipeline.metrics().areModelsPaused());
    await().atMost(LIMIT).until(() -> stage("model").records() >= EDITS);
    assertThat(pipeline.status()).contains(SINK + ": PAUSED");
    assertThat(asked()).isEmpty();
  }

  @Test
  @Order(4)
  void shouldAskForEachTextOnce_whenModelsGoOn_invariant2() throws SQLException {
    assertThat(control.resume(List.of(PausedPart.MODELS))).containsExactly(PausedPart.MODELS);

    await().atMost(LIMIT).until(() -> stage("model").isEmpty() && stage("sink").records() > 0);
    assertThat(asked()).containsExactlyInAnyOrderElementsOf(texts);
    assertThat(stage("sink").state()).isEqualTo(State.STOPPED);
    assertThat(pipeline.oracle().wrong()).as("rows that wait for the writing").isNotEmpty();
  }

  @Test
  @Order(5)
  void shouldWriteAllThatWaited_whenWritingGoesOn() throws SQLException {
    assertThat(control.resume(ALL)).isEqualTo(Set.of(PausedPart.WRITING));
    assertThat(control.resume(ALL)).isEmpty();

    pipeline.awaitWritten();
    assertThat(pipeline.oracle().wrong()).isEmpty();
    assertThat(pipeline.failures()).as("entries of the failure list").isZero();
    assertThat(pipeline.status()).doesNotContain("paused", "PAUSED");
    await().atMost(LIMIT).until(() -> stage("sink").isEmpty());
    assertThat(stage("sink").state()).isEqualTo(State.OK);
  }

  /** Edits as many rows, each twice, and a column that causes rescoring only. */
  private void edit() throws SQLException {
    for (int number = 0; number < EDITS; number++) {
      String text = "Somebody to talk to while paused, number " + number;
      for (String version : List.of(text + " at first", text)) {
        tables.execute(
            "update profiles set seeking = ?, list_size = list_size + 1 where id = ?",
            version,
            COMMUNITY.profile(number));
      }
      texts.add(text);
    }
  }

  /** Texts of the edits that the provider was asked for. */
  private List<String> asked() {
    return server.bodies().stream()
        .flatMap(body -> body.path("inputs").valueStream())
        .map(input -> input.asText())
        .filter(text -> text.contains("while paused"))
        .toList();
  }

  private StageLag stage(String name) {
    try (LagReader reader =
        new LagReader(LocalLagSources.of(pipeline.installation()), Clock.systemUTC())) {
      return reader.read().stages().stream()
          .filter(stage -> stage.stage().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }
}
