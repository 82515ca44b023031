package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.Classification;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.WorkStatus;
import io.millrace.topology.PipelineMetrics.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pipeline promises of rows that are embedded, classified and searched for facts. */
class TasksPipelineTest {
  private static final String PLAN =
      """
      version: 1
      embedding_model: test/model
      tables:
        profiles:
          key: id
          embed:
            embedding_seeking: { from: [seeking] }
            embedding_what_you_do: { from: [what_you_do] }
          classify:
            niche_categories: { from: [niche, what_you_do], labels: labels/niches.yaml, top: 3, at_least: 0.3, as: category }
            offer_types: { from: [offering, what_you_do], labels: labels/offer-types.yaml, at_least: 0.5, as: type }
            content_style: { from: [what_you_do, bio], labels: labels/content-styles.yaml, as: primary_secondary }
          extract:
            credentials: { from: [social_proof, bio], extractor: credentials }
      """;

  private static final String NICHES =
      """
      - { name: Coaching, description: Coaches who help owners to grow their business. }
      - { name: Health, description: Practitioners who help people to be well. }
      """;

  private static final String PODCASTING =
      """
      - { name: Podcasting, description: Hosts and producers of podcasts. }
      """;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeModels models = new FakeModels();
  private final CountingMetrics metrics = new CountingMetrics();
  private final PipelineDriver pipeline = new PipelineDriver(plan(PLAN), models, metrics);
  private final ChangeEvents profiles =
      new ChangeEvents("bio", "id", "niche", "offering", "seeking", "social_proof", "what_you_do");

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldEmitVectorsLabelsAndFactsOfARowTogether() {
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(models.takeCalls()).hasSize(6);
    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getResults()).hasSize(6);
    assertThat(result(row, "embedding_seeking").getVector()).isNotNull();
    assertThat(result(row, "embedding_seeking").getJson()).isNull();
    assertThat(result(row, "niche_categories").getJson())
        .isEqualTo(
            "[{\"category\":\"Business Coaching & Consulting\",\"confidence\":0.8765},"
                + "{\"category\":\"Health & Wellness\",\"confidence\":0.4}]");
    assertThat(result(row, "offer_types").getJson())
        .isEqualTo("[{\"type\":\"online_course\",\"confidence\":0.8765}]");
    assertThat(result(row, "content_style").getJson())
        .isEqualTo(
            "{\"primary\":\"educational\",\"secondary\":\"inspirational\",\"confidence\":0.8765}");
    assertThat(result(row, "credentials").getJson()).isEqualTo(FakeExtractor.FOUND);
  }

  @Test
  void shouldTellOfEachResultWhereItCameFrom() {
    EnrichedRow row = enriched("p1");

    assertThat(result(row, "niche_categories"))
        .satisfies(
            result -> {
              assertThat(result.getInputHash())
                  .isEqualTo(InputHash.of(List.of("niche of p1", "work of p1")));
              assertThat(result.getModel()).isEqualTo("test/classifier");
              assertThat(result.getTokens()).isEqualTo(12);
              assertThat(result.getMarks()).isEmpty();
            });
    assertThat(row.getResults())
        .extracting(TaskResult::getTaskVersion)
        .allMatch(version -> version.matches("[0-9a-f]{16}"));
  }

  @Test
  void shouldCallOneModelOnce_whenATextIsEditedThatOneTaskReads_invariant2() {
    enriched("p1");

    edit("p1", "seeking", "something else");
    pipeline.settle();

    assertThat(models.takeCalls()).containsExactly("embedding_seeking: something else");
    assertThat(onlyOne(pipeline.enriched()).getChanged()).containsExactly("embedding_seeking");
  }

  @Test
  void shouldAskEachTaskThatReadsAnEditedTextOnce_invariant2() {
    enriched("p1");

    edit("p1", "what_you_do", "other work");
    pipeline.settle();

    assertThat(models.takeCalls())
        .containsExactlyInAnyOrder(
            "embedding_what_you_do: other work",
            "niche_categories: niche of p1 | other work",
            "offer_types: offering of p1 | other work",
            "content_style: other work | bio of p1");
    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(6);
  }

  @Test
  void shouldShareTheAnswersOfRowsWithEqualTexts_invariant2() {
    enriched("p1");

    pipeline.change("profiles", "p2", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(models.classifier.takeCalls()).isEmpty();
    assertThat(models.extractor.takeCalls()).isEmpty();
    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(6);
  }

  @Test
  void shouldAskOnceForEqualTextsInFlight_invariant2() {
    models.classifier.hold();
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.change("profiles", "p2", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();
    models.classifier.release();
    pipeline.settle();

    assertThat(models.classifier.takeCalls()).hasSize(3);
    assertThat(pipeline.enriched())
        .extracting(record -> record.key)
        .containsExactlyInAnyOrder("p1", "p2");
  }

  @Test
  void shouldFindNothingInBlankTextsWithoutAModel_invariant6() {
    Map<String, @Nullable String> blank = profile("p1");
    blank.replaceAll((column, text) -> column.equals("id") ? text : " \u00a0\n");
    blank.put("bio", null);
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), blank));
    pipeline.settle();

    assertThat(models.takeCalls()).isEmpty();
    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(result(row, "niche_categories").getJson()).isEqualTo("[]");
    assertThat(result(row, "offer_types").getJson()).isEqualTo("[]");
    assertThat(result(row, "content_style").getJson()).isEqualTo("{}");
    assertThat(result(row, "credentials").getJson()).isEqualTo("{}");
    assertThat(result(row, "embedding_seeking").getVector()).isNull();
    assertThat(result(row, "embedding_seeking").getJson()).isNull();
    assertThat(metrics.skips(Skip.BLANK)).isEqualTo(6);
  }

  @Test
  void shouldHoldNoVectorHostage_whenTheClassifierHangs() {
    models.classifier.hold();
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.pass(SECOND);
    List<KeyValue<String, EnrichedRow>> early = pipeline.enriched();
    models.classifier.release();
    pipeline.settle();

    assertThat(columns(onlyOne(early)))
        .containsExactly("credentials", "embedding_seeking", "embedding_what_you_do");
    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(6);
  }

  @Test
  void shouldHandOutVectorsOfOtherRows_whenTheClassifierHangsWithAllThatItMayHave() {
    models.classifier.hold();
    for (int number = 0; number < 200; number++) {
      String key = "p" + number;
      pipeline.change("profiles", key, profiles.create(pipeline.now(), profile(key)));
    }
    pipeline.pass(SECOND.multipliedBy(3));

    assertThat(pipeline.enriched())
        .hasSize(200)
        .allSatisfy(record -> assertThat(columns(record.value)).contains("embedding_seeking"));
  }

  @Test
  void shouldKeepTheLastLabelsAndListTheFailure_whenATextIsRefused_invariant3() {
    enriched("p1");
    models.classifier.answer(
        "niche of p1 | bad work", new Rejected<Classification>("refused", "too odd"));

    edit("p1", "what_you_do", "bad work");
    pipeline.settle();

    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(result(row, "niche_categories").getInputHash())
        .as("still that of the last text that could be classified")
        .isEqualTo(InputHash.of(List.of("niche of p1", "work of p1")));
    assertThat(row.getChanged()).doesNotContain("niche_categories").contains("offer_types");
    assertThat(pipeline.failures(false))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.key).isEqualTo("profiles/p1/niche_categories");
              assertThat(failure.value.getReason()).isEqualTo("refused");
              assertThat(failure.value.toString()).doesNotContain("bad work");
            });
  }

  @Test
  void shouldListATextOnWhichTheTasksOwnCodeFails_invariant3() {
    models.extractor.failOn("proof of p1 | bio of p1");
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(pipeline.failures(false))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.value.getReason()).isEqualTo("task_failed");
              assertThat(failure.value.toString()).doesNotContain("proof of");
            });
    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(5);
  }

  @Test
  void shouldLetTheLatestEditWin_whileAnEarlierOneIsAtTheClassifier() {
    enriched("p1");
    models.classifier.hold();

    edit("p1", "niche", "first");
    pipeline.settle();
    edit("p1", "niche", "second");
    pipeline.settle();
    models.classifier.release();
    pipeline.settle();

    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getChanged()).containsExactly("niche_categories");
    assertThat(result(row, "niche_categories").getInputHash())
        .isEqualTo(InputHash.of(List.of("second", "work of p1")));
    assertThat(metrics.skips(Skip.SUPERSEDED)).isEqualTo(1);
  }

  @Test
  void shouldCancelWorkOfADeletedRow() {
    enriched("p1");
    models.classifier.hold();
    edit("p1", "niche", "too late");
    pipeline.settle();

    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));
    models.classifier.release();
    pipeline.settle();

    assertThat(pipeline.enriched()).singleElement().satisfies(r -> assertThat(r.value).isNull());
    assertThat(workStatus().getOpen()).isZero();
  }

  @Test
  void shouldLoseNothingAndPayNothingTwice_whenAllModelsAreAwayForAnHour_invariants2And3() {
    models.goAway(Duration.ofSeconds(30));
    for (int number = 0; number < 20; number++) {
      String key = "p" + number;
      pipeline.change("profiles", key, profiles.create(pipeline.now(), profile(key)));
    }
    pipeline.pass(Duration.ofMinutes(59), SECOND);
    pipeline.change("profiles", "late", profiles.create(pipeline.now(), profile("late")));
    pipeline.pass(Duration.ofMinutes(1), SECOND);
    assertThat(workStatus().getOpen()).as("rows that wait").isEqualTo(21);
    assertThat(pipeline.enriched()).isEmpty();
    models.takeCalls();

    models.comeBack();
    pipeline.pass(Duration.ofMinutes(1), SECOND);

    List<String> calls = models.takeCalls();
    assertThat(calls).as("one for each open (row, task)").hasSize(21 * 6).doesNotHaveDuplicates();
    assertThat(workStatus().getOpen()).isZero();
    assertThat(last(pipeline.enriched()))
        .hasSize(21)
        .allSatisfy((key, row) -> assertThat(row.getResults()).hasSize(6));
    assertThat(pipeline.failures(false)).isEmpty();
  }

  @Test
  void shouldKeepTheDistanceThatTheModelAskedFor() {
    models.goAway(SECOND.multipliedBy(2));
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.pass(SECOND.multipliedBy(10));

    Map<String, Long> attempts = new HashMap<>();
    models.takeCalls().forEach(call -> attempts.merge(call, 1L, Long::sum));
    assertThat(attempts).hasSize(6).allSatisfy((call, times) -> assertThat(times).isEqualTo(5));
  }

  @Test
  void shouldTryOnlyWhatFailedAgain() {
    models.classifier.answer(
        "niche of p1 | work of p1", new RetryLater<Classification>("away", SECOND));
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();
    models.classifier.forgetAnswer("niche of p1 | work of p1");
    models.takeCalls();

    pipeline.pass(SECOND.multipliedBy(2));

    assertThat(models.takeCalls()).containsExactly("niche_categories: niche of p1 | work of p1");
  }

  @Test
  void shouldComputeOnlyTheTaskWhoseVersionChanged_whenARowIsRead() {
    enriched("p1");
    FakeModels changedModels = new FakeModels();
    try (PipelineDriver changed =
        new PipelineDriver(plan(PLAN.replace("top: 3", "top: 2")), changedModels, metrics)) {
      changed.inherit(pipeline);

      changed.change("profiles", "p1", profiles.snapshot(changed.now(), profile("p1")));
      changed.settle();

      assertThat(changedModels.takeCalls())
          .containsExactly("niche_categories: niche of p1 | work of p1");
      assertThat(onlyOne(changed.enriched()).getResults()).hasSize(6);
    }
  }

  @Test
  void shouldClassifyOnly_whenALabelWasAddedAndRowsAreReplayed(@TempDir Path folder)
      throws IOException {
    FakeModels changedModels = new FakeModels();
    try (PipelineDriver before = new PipelineDriver(planWithNiches(folder, ""), models, metrics);
        PipelineDriver changed =
            new PipelineDriver(planWithNiches(folder, PODCASTING), changedModels, metrics)) {
      before.change("profiles", "p1", profiles.create(before.now(), profile("p1")));
      before.settle();
      changed.inheritAll(before);

      changed.replay("profiles", "p1", new ReplayOrder(1, List.of("niche_categories"), 0L, false));
      changed.settle();

      assertThat(changedModels.embedder.takeCalls()).isEmpty();
      assertThat(changedModels.takeCalls())
          .containsExactly("niche_categories: niche of p1 | work of p1");
      EnrichedRow row = onlyOne(changed.enriched());
      assertThat(row.getChanged()).containsExactly("niche_categories");
      assertThat(row.getReasserted()).isFalse();
    }
  }

  @Test
  void shouldLeaveLabelsAlone_whenOnlyVectorsAreReplayed() {
    enriched("p1");
    FakeModels changedModels = new FakeModels();
    EnrichmentPlan changedPlan =
        plan(PLAN.replace("labels/niches.yaml", "labels/offer-types.yaml"));
    try (PipelineDriver changed = new PipelineDriver(changedPlan, changedModels, metrics)) {
      changed.inheritAll(pipeline);

      changed.replay("profiles", "p1", new ReplayOrder(1, List.of("embedding_seeking"), 0L, false));
      changed.settle();

      assertThat(changedModels.takeCalls()).isEmpty();
      assertThat(changed.enriched()).isEmpty();
    }
  }

  @Test
  void shouldForgetTheResultOfATaskThatLeftThePlan() {
    enriched("p1");
    String without =
        Arrays.stream(PLAN.split("\n"))
            .filter(line -> !line.contains("niche_categories"))
            .reduce("", (text, line) -> text + line + "\n");
    try (PipelineDriver changed = new PipelineDriver(plan(without), new FakeModels(), metrics)) {
      changed.inherit(pipeline);

      changed.change("profiles", "p1", profiles.snapshot(changed.now(), profile("p1")));
      changed.settle();

      assertThat(columns(onlyOne(changed.enriched())))
          .hasSize(5)
          .doesNotContain("niche_categories");
    }
  }

  /** The plan with lists of its own; that of niches ends with the label that is given. */
  private static EnrichmentPlan planWithNiches(Path folder, String label) throws IOException {
    Path labels = Files.createDirectories(folder.resolve("labels"));
    Files.writeString(labels.resolve("niches.yaml"), NICHES + label);
    Files.writeString(labels.resolve("offer-types.yaml"), NICHES);
    Files.writeString(labels.resolve("content-styles.yaml"), NICHES);
    return PlanReader.read(Files.writeString(folder.resolve("plan.yaml"), PLAN));
  }

  private static EnrichmentPlan plan(String text) {
    return PlanReader.read(text, "test plan");
  }

  private WorkStatus workStatus() {
    return Objects.requireNonNull(pipeline.statuses().get("work/profiles/0"));
  }

  private EnrichedRow enriched(String key) {
    pipeline.change("profiles", key, profiles.create(pipeline.now(), profile(key)));
    pipeline.settle();
    models.takeCalls();
    return onlyOne(pipeline.enriched());
  }

  private void edit(String key, String column, String text) {
    Map<String, @Nullable String> edited = profile(key);
    edited.put(column, text);
    pipeline.change("profiles", key, profiles.update(pipeline.now(), edited));
  }

  private static Map<String, @Nullable String> profile(String key) {
    Map<String, @Nullable String> columns = new HashMap<>();
    columns.put("id", key);
    columns.put("seeking", "seeking of " + key);
    columns.put("offering", "offering of " + key);
    columns.put("what_you_do", "work of " + key);
    columns.put("niche", "niche of " + key);
    columns.put("bio", "bio of " + key);
    columns.put("social_proof", "proof of " + key);
    return columns;
  }

  private static List<String> columns(EnrichedRow row) {
    return row.getResults().stream().map(TaskResult::getColumn).toList();
  }

  private static TaskResult result(EnrichedRow row, String column) {
    return row.getResults().stream()
        .filter(candidate -> candidate.getColumn().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, EnrichedRow> last(List<KeyValue<String, EnrichedRow>> records) {
    Map<String, EnrichedRow> last = new HashMap<>();
    records.forEach(record -> last.put(record.key, record.value));
    return last;
  }

  private static <V> V onlyOne(List<KeyValue<String, V>> records) {
    assertThat(records).hasSize(1);
    return records.get(0).value;
  }
}
