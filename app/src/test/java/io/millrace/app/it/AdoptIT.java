package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.app.UserException;
import io.millrace.app.adopt.Adoption;
import io.millrace.app.adopt.AdoptionRequest;
import io.millrace.app.adopt.AdoptionResult;
import io.millrace.app.adopt.SampleReport;
import io.millrace.app.audit.AuditReport;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.pause.PauseSwitch;
import io.millrace.app.pause.PausedPart;
import io.millrace.connectors.HeldCount;
import io.millrace.connectors.HeldRows.ModelColumn;
import io.millrace.inference.EmbeddingModel;
import io.millrace.schemas.Pause;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Vectors that a table held before there was a pipeline. Each test goes on where the one before
 * ended; nothing is captured before the third.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(13)
class AdoptIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Community COMMUNITY = new Community("adopt", 20);
  private static final String SEEKING = "embedding_seeking";
  private static final String HOSTS_NAME = "all-MiniLM-L6-v2";

  /** Of another model: its host says so. */
  private static final int FOREIGN = 3;

  /** Its vector is of an older text. */
  private static final int STALE = 4;

  /** Is edited after it was adopted, before it is captured. */
  private static final int EDITED = 5;

  private static final String ADOPTED =
      "select count(*) from millrace.provenance where 'adopted' = any (marks)";

  private final RunningPipeline pipeline = RunningPipeline.prepareWithoutLabels("it-home-adopt");
  private final Tables tables = pipeline.tables();
  private final EmbeddingModel model =
      InstalledTasks.openEmbeddingModel(
          pipeline.installation(), PlannedGeneration.ofPlan(pipeline.installation()));
  private final HeldVectors held =
      new HeldVectors(tables, pipeline.plan().table("profiles"), model);
  private long vectors;

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    vectors = held.fill();
    held.write(COMMUNITY.profile(STALE).toString(), SEEKING, "Somebody who left long ago");
    tables.execute("update profiles set embeddings_model = ?", HOSTS_NAME);
    tables.execute(
        "update profiles set embeddings_model = 'another' where id = ?",
        COMMUNITY.profile(FOREIGN));
  }

  @AfterAll
  void stop() {
    try (model) {
      pipeline.close();
    }
  }

  @Test
  @Order(1)
  void shouldRefuseAndNameTheKeys_whenVectorsAreOfAnotherText() {
    Adoption adoption = adoption(1_000, false);

    SampleReport sample = adoption.sample();

    String stale = COMMUNITY.profile(STALE).toString();
    assertThat(sample.disagreements())
        .singleElement()
        .satisfies(found -> assertThat(found.key()).isEqualTo(stale))
        .satisfies(found -> assertThat(found.column()).isEqualTo(SEEKING));
    assertThatThrownBy(() -> adoption.run(sample, rows -> {}))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(stale + " " + SEEKING)
        .hasMessageContaining("Nothing was adopted");
  }

  @Test
  @Order(2)
  void shouldAdoptWhatIsOfThePlansModel_twiceIfAskedTo() throws SQLException {
    for (int time = 0; time < 2; time++) {
      Adoption adoption = adoption(1_000, true);

      AdoptionResult result = adoption.run(adoption.sample(), rows -> {});

      assertThat(result.vectors()).isEqualTo(adopted());
      assertThat(result.leftOut()).isEqualTo(Map.of("disagrees", 1L));
    }
    edit(EDITED, "seeking", "Somebody who mends clocks");
  }

  /** All but the one that disagrees and the four of another model. */
  private long adopted() {
    return vectors - 1 - 4;
  }

  @Test
  @Order(3)
  void shouldCallNoModelForWhatWasAdopted_invariant2() throws SQLException {
    pipeline.up();
    pipeline.awaitWritten();

    // Those of another model, the one of an older text, and the one that was edited.
    assertThat(embeddings()).isEqualTo(4 + 1 + 1);
    assertThat(pipeline.metrics().skipped("adopted")).isEqualTo(adopted());
    assertThat(tables.text(ADOPTED)).isEqualTo(Long.toString(adopted() - 1));
    assertRight();
  }

  @Test
  @Order(4)
  void shouldChangeNothing_whenAllIsNoted() throws SQLException {
    Map<String, String> versions = tables.versions();
    Adoption adoption = adoption(20, false);

    assertThat(adoption.count()).extracting(HeldCount::adoptable).containsOnly(0L);
    assertThat(adoption.run(adoption.sample(), rows -> {}).vectors()).isZero();

    pipeline.awaitWritten();
    assertThat(tables.versions()).isEqualTo(versions);
  }

  @Test
  @Order(5)
  void shouldEmbedOneField_whenAnAdoptedRowIsEdited_invariant2() throws SQLException {
    long calls = embeddings();

    edit(6, "what_you_do", "Every day I sharpen knives");
    pipeline.awaitWritten();

    assertThat(embeddings()).isEqualTo(calls + 1);
    assertRight();
  }

  /** The pipeline runs and has the row already; models are held, so that nothing is computed. */
  @Test
  @Order(6)
  void shouldAdoptRowsThatWaitForTheModel_invariant2() throws SQLException {
    PauseSwitch control = new PauseSwitch(pipeline.installation());
    control.pause(List.of(PausedPart.MODELS), new Pause("ann", 1L, ""));
    await().atMost(LIMIT).until(() -> pipeline.metrics().areModelsPaused());
    long calls = embeddings();
    Community late = new Community("late", 20);
    late.insertProfile(tables, 0);
    held.fill();
    tables.execute(
        "update profiles set embeddings_model = ? where id = ?", HOSTS_NAME, late.profile(0));
    await().atMost(LIMIT).until(() -> pipeline.metrics().page().contains("millrace_backlog_rows{"));

    Adoption adoption = adoption(20, false);
    assertThat(adoption.run(adoption.sample(), rows -> {}).vectors()).isEqualTo(4);

    pipeline.awaitWritten();
    assertThat(embeddings()).isEqualTo(calls);
    control.resume(List.of(PausedPart.MODELS));
    assertRight();
  }

  private Adoption adoption(int sample, boolean isAnyway) {
    return new Adoption(
        pipeline.installation(),
        new AdoptionRequest(
            Optional.of(pipeline.plan().embeddingModel()),
            Optional.of(new ModelColumn("embeddings_model", List.of(HOSTS_NAME))),
            Optional.empty(),
            List.of(),
            sample,
            0.999,
            isAnyway),
        Clock.systemUTC());
  }

  private void edit(int number, String column, String text) throws SQLException {
    tables.execute(
        "update profiles set " + column + " = ? where id = ?", text, COMMUNITY.profile(number));
  }

  /** Model calls for vectors; that for credentials is another model. */
  private long embeddings() {
    return pipeline.metrics().modelCallsOf("embedding_");
  }

  private void assertRight() throws SQLException {
    assertThat(pipeline.oracle().wrong()).isEmpty();
    AuditReport audit = pipeline.audit();
    assertThat(audit.isFresh()).as(audit.text()).isTrue();
    assertThat(audit.document()).containsEntry("foreign_model", 0L);
  }
}
