package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.app.UserException;
import io.millrace.app.local.GenerationProvider;
import io.millrace.app.upgrade.ProviderChange;
import io.millrace.app.upgrade.Upgrade;
import io.millrace.app.upgrade.UpgradeEstimate;
import io.millrace.app.upgrade.UpgradeRates;
import io.millrace.app.upgrade.UpgradeStatus;
import io.millrace.app.upgrade.UpgradeTarget;
import io.millrace.inference.ProviderSettings;
import io.millrace.modelserver.ModelServer;
import io.millrace.stack.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Goes from a model of 384 dimensions in this process to one of 1024 that a server has, which wants
 * a token, while rows are edited; back; forth for good; and on to another server. Each test goes on
 * where the one before ended. The build sets the variable {@value #TOKEN_VARIABLE}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(11)
class UpgradeProviderIT {
  private static final String OLD_MODEL = "sentence-transformers/all-MiniLM-L6-v2";
  private static final String NEW_MODEL = ModelServer.MODEL;
  private static final String TOKEN_VARIABLE = "IT_PROVIDER_TOKEN";
  private static final String TOKEN =
      Objects.requireNonNull(System.getenv(TOKEN_VARIABLE), TOKEN_VARIABLE + " is not set");
  private static final int DIMENSIONS = 1024;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Community COMMUNITY = new Community("provider", 20);
  private static final int EDITS = 40;

  /** What a search sees of the ten rows that are nearest to one. */
  private static final String NEAREST =
      """
      with nearest as (
        select p.embeddings_model as model, vector_dims(p.embedding_seeking) as dimensions
        from profiles p, (select embedding_seeking as wanted from profiles where id = ?) q
        where p.embedding_seeking is not null and q.wanted is not null
        order by p.embedding_seeking <=> q.wanted limit 10)
      select coalesce(string_agg(distinct model || ' ' || dimensions, ', '), 'nothing') from nearest
      """;

  private final ModelServer server = serve("revision-1");
  private final RunningPipeline pipeline =
      RunningPipeline.startWithoutLabels("it-home-upgrade-provider");
  private final Tables tables = pipeline.tables();
  private final Upgrade upgrade = new Upgrade(pipeline.installation());
  private final NearestRows nearest = new NearestRows(pipeline.installation(), tables);

  private static ModelServer serve(String revision) {
    return ModelServer.start(
        new ModelServer.Settings(0, DIMENSIONS, TOKEN, revision, 32, "embedding"));
  }

  private static GenerationProvider at(String url) {
    return provider(url, TOKEN_VARIABLE);
  }

  private static GenerationProvider provider(String url, String tokenVariable) {
    return GenerationProvider.of(
        "tei",
        Optional.of(url),
        Optional.of(tokenVariable),
        Map.of("timeout.ms", "3000", "price.per.million.tokens", "20"));
  }

  private UpgradeTarget target() {
    return UpgradeTarget.of(NEW_MODEL).by(at(server.url()));
  }

  /** The judge asks the same server. */
  private Oracle newOracle() {
    return pipeline.oracle(
        NEW_MODEL,
        ProviderSettings.of(
            Map.of(
                "millrace.embedding.provider",
                "tei",
                "millrace.embedding.url",
                server.url(),
                "millrace.embedding.token",
                TOKEN)));
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
  void shouldSayWhatItWouldCostByTheNewProvider() {
    UpgradeEstimate estimate =
        UpgradeEstimate.of(
            pipeline.installation(),
            target(),
            UpgradeRates.of(OptionalDouble.empty(), OptionalDouble.empty()));

    assertThat(estimate.dimensions()).isEqualTo(DIMENSIONS);
    assertThat(estimate.provider()).isEqualTo("tei (" + server.url() + ")");
    long tokens = estimate.tasks().stream().mapToLong(task -> task.tokens()).sum();
    assertThat(estimate.money()).hasValue(tokens / 1e6 * 20);
    assertThat(server.inputs()).as("texts asked").isEqualTo(1);
    assertThat(pipeline.installation().generationFolders(2)).noneMatch(Files::exists);
  }

  @Test
  @Order(2)
  void shouldRefuseAProviderThatCannotBeUsed_withoutATrace() throws SQLException {
    UpgradeTarget target = UpgradeTarget.of(NEW_MODEL);

    shouldRefuse(target.by(provider(server.url(), "NO_SUCH_TOKEN")), "NO_SUCH_TOKEN_FILE");
    shouldRefuse(
        target.by(GenerationProvider.of("tei", Optional.empty(), Optional.empty(), Map.of())),
        "millrace.embedding.url");
    shouldRefuse(UpgradeTarget.of("another/model").by(at(server.url())), NEW_MODEL);
    assertThat(tables.text("select count(*) from millrace.generation")).isEqualTo("1");
    assertThat(pipeline.installation().generationFolders(2)).noneMatch(Files::exists);
  }

  private void shouldRefuse(UpgradeTarget target, String because) {
    assertThatThrownBy(() -> upgrade.start(target))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(because);
  }

  @Test
  @Order(3)
  void shouldComputeByTheNewProviderBesideTheOldOne_whileRowsAreEdited() throws Exception {
    nearest.shouldBeFoundByTheIndex();
    try (Burst burst = new Burst(tables, COMMUNITY, "building", EDITS)) {
      burst.start();
      upgrade.start(target());
      assertThat(upgrade.start(target())).isEqualTo(2);
      burst.await();
    }
    pipeline.awaitWritten();
    UpgradeReader.awaitWritten(pipeline.installation(), 2, LIMIT);

    assertThat(pipeline.oracle().wrong()).as("what readers see").isEmpty();
    assertThat(dimensions("embedding_seeking__g2")).isEqualTo("1024");
    assertThat(dimensions("embedding_seeking")).isEqualTo("384");
    assertThat(pipeline.status()).contains(OLD_MODEL + " (embed): ok", NEW_MODEL + " (embed): ok");
    assertThat(UpgradeStatus.read(pipeline.installation(), generation -> 0).text())
        .contains(NEW_MODEL + " by tei: ");
    assertThat(Set.copyOf(server.authorizations())).containsExactly("Bearer " + TOKEN);
    shouldHaveToldTheTokenToNobody_invariant9();
  }

  private String dimensions(String column) throws SQLException {
    return tables.text(
        "select string_agg(distinct vector_dims(" + column + ")::text, ',') from profiles");
  }

  private void shouldHaveToldTheTokenToNobody_invariant9() throws SQLException, IOException {
    assertThat(
            tables.text("select string_agg(embedding_settings::text, '') from millrace.generation"))
        .contains(TOKEN_VARIABLE)
        .doesNotContain(TOKEN);
    for (Path folder : List.of(pipeline.home().logs(), pipeline.home().run())) {
      try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
        assertThat(files)
            .isNotEmpty()
            .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(TOKEN));
      }
    }
  }

  /** Invariant 5: a reader that never pauses sees vectors of one model in each answer. */
  @Test
  @Order(4)
  void shouldSwitchToOtherDimensionsWhileRowsAreEditedAndSearched_invariant5() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Set<String>> reader =
        CompletableFuture.supplyAsync(
            () -> UpgradeReader.read(tables, isOver, NEAREST, COMMUNITY.profile(3)));
    try (Burst burst = new Burst(tables, COMMUNITY, "switching", EDITS)) {
      burst.start();
      await().atMost(LIMIT).until(() -> burst.committed() > EDITS / 4);
      upgrade.cutOver(false, LIMIT);
      burst.await();
    }
    pipeline.awaitWritten();
    isOver.set(true);

    assertThat(reader.get()).isSubsetOf("nothing", OLD_MODEL + " 384", NEW_MODEL + " 1024");
    shouldShowTheNewResults();
    assertThat(pipeline.failures()).as("entries of the failure list").isZero();
  }

  private void shouldShowTheNewResults() throws SQLException {
    shouldBeFresh();
    try (Oracle oracle = newOracle()) {
      assertThat(oracle.wrong()).isEmpty();
    }
    nearest.shouldBeFoundByTheIndex();
  }

  private void shouldBeFresh() throws SQLException {
    assertThat(pipeline.audit().document())
        .containsEntry("stale", 0L)
        .containsEntry("missing", 0L)
        .containsEntry("foreign_model", 0L)
        .containsEntry("orphaned", 0L)
        .containsEntry("problems", List.of());
  }

  @Test
  @Order(5)
  void shouldGoBackToTheOldProvider() throws SQLException {
    tables.execute(
        "update profiles set seeking = 'Somebody who repairs clocks' where id = ?",
        COMMUNITY.profile(3));
    pipeline.awaitWritten();
    UpgradeReader.awaitWritten(pipeline.installation(), 1, LIMIT);

    upgrade.rollBack();

    shouldBeFresh();
    assertThat(pipeline.oracle().wrong()).isEmpty();
    nearest.shouldBeFoundByTheIndex();
  }

  @Test
  @Order(6)
  void shouldKeepTheNewProviderWhenTheOldGenerationIsGone_whateverIsKilled() throws SQLException {
    upgrade.cutOver(false, LIMIT);
    upgrade.finish();
    pipeline.kill(PartName.STREAMS);
    pipeline.up();
    tables.execute(
        "update profiles set seeking = 'Somebody who repairs boats' where id = ?",
        COMMUNITY.profile(3));
    pipeline.awaitWritten();

    assertThat(texts(server)).contains("Somebody who repairs boats");
    assertThat(pipeline.status()).contains(NEW_MODEL + " (embed): ok").doesNotContain("problem:");
    shouldShowTheNewResults();
  }

  private static List<String> texts(ModelServer asked) {
    return asked.asked().stream().flatMap(request -> request.texts().stream()).toList();
  }

  @Test
  @Order(7)
  void shouldMoveToAnotherServerOfTheSameModelAndOfNoOther() throws SQLException {
    ProviderChange change = new ProviderChange(pipeline.installation());
    try (ModelServer other = serve("revision-2");
        ModelServer same = serve("revision-1")) {
      assertThatThrownBy(() -> change.run(OptionalInt.empty(), Optional.of(at(other.url()))))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("revision");
      assertThatThrownBy(() -> change.run(OptionalInt.empty(), Optional.empty()))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("onnx");
      assertThatThrownBy(() -> change.run(OptionalInt.of(1), Optional.of(at(same.url()))))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("Generation 1 is not computed");

      change.run(OptionalInt.empty(), Optional.of(at(same.url())));
      tables.execute(
          "update profiles set seeking = 'Somebody who repairs roofs' where id = ?",
          COMMUNITY.profile(3));
      pipeline.awaitWritten();

      assertThat(texts(same)).contains("Somebody who repairs roofs");
      assertThat(texts(server)).doesNotContain("Somebody who repairs roofs");
      shouldBeFresh();
    }
  }
}
