package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.matching.Calibration;
import io.millrace.matching.CompactInputs;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringRules;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.FeatureInput;
import io.millrace.schemas.Features;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.FailedTask;
import io.millrace.schemas.store.RowMemory;
import io.millrace.topology.task.TaskDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What scoring is told of a row, and what it is not. */
class FeatureBuilderTest {
  private static final String TYPES = "[{\"type\":\"podcast\",\"confidence\":0.9}]";
  private static final TaskDefinition EMBED = task("embedding_seeking", "seeking");
  private static final TaskDefinition CLASSIFY = task("offer_types", "offering");

  private final FeatureBuilder builder =
      new FeatureBuilder(
          new InputFeatures(
              new CompactInputs(ScoringRules.defaults(Calibration.PROPORTIONAL)),
              List.of(
                  input(ScoringInput.COMPLETENESS, host("bio"), host("name")),
                  input(ScoringInput.ENRICHMENT, written(EMBED), written(CLASSIFY)),
                  input(ScoringInput.JV_HISTORY, host("jv_history")),
                  input(ScoringInput.OFFER_TYPES, written(CLASSIFY)))),
          List.of(
              new ComparedText("niche", Optional.empty()),
              new ComparedText("seeking", Optional.of(EMBED))));

  private final Map<String, String> columns =
      new TreeMap<>(
          Map.of(
              "bio", "a long life",
              "name", "Secret Name",
              "niche", "wellness for founders",
              "jv_history", "[{\"partner\":\"Secret Partner\"}]",
              "seeking", "podcast guests",
              "offering", "a show"));

  @Test
  void shouldHoldNoMoreThanScoringNeeds() {
    Features features = features(memory(vector("podcast guests"), types("a show")), null);

    assertThat(features.getInputs())
        .containsExactly(
            new FeatureInput("completeness", "1"),
            new FeatureInput("enrichment", "1"),
            new FeatureInput("jv_history", "1"),
            new FeatureInput("offer_types", "podcast"));
    assertThat(features.getTexts().get(0).getWords()).isEqualTo("founders wellness");
    assertThat(features.getTexts().get(0).getVector()).isNull();
    assertThat(features.getTexts().get(1).getVector()).isNotNull();
    assertThat(features.toString()).doesNotContain("Secret");
  }

  @Test
  void shouldNotChangeForAChangeThatScoringDoesNotSee() {
    RowMemory memory = memory(vector("podcast guests"), types("a show"));
    Features before = features(memory, null);

    columns.put("bio", "a longer life");
    columns.put("jv_history", "[{\"partner\":\"Another\"}]");

    assertThat(features(memory, before)).isEqualTo(before);
  }

  @Test
  void shouldCountAsMissingWhatWasNeverAnswered() {
    Features features = features(memory(vector("podcast guests")), null);

    assertThat(value(features, "offer_types")).isEmpty();
    assertThat(value(features, "enrichment")).contains("0.5");
  }

  @Test
  void shouldKeepLabelsWhileNewOnesAreOnTheirWay() {
    RowMemory memory = memory(vector("podcast guests"), types("a show"));
    Features before = features(memory, null);

    columns.put("offering", "another show");

    assertThat(features(memory, before)).isEqualTo(before);
  }

  @Test
  void shouldDropLabelsThatAModelRefusedToRenew() {
    Features before = features(memory(vector("podcast guests"), types("a show")), null);

    columns.put("offering", "another show");
    RowMemory memory = memory(vector("podcast guests"), types("a show"));
    RowMemory failed =
        new RowMemory(
            memory.getEnriched(),
            List.of(
                new FailedTask(
                    CLASSIFY.column(), InputHash.md5("another show"), CLASSIFY.version())),
            null);
    Features features = features(failed, before);

    assertThat(value(features, "offer_types")).isEmpty();
    assertThat(value(features, "enrichment")).contains("0.5");
  }

  @Test
  void shouldKeepAnInputWhoseColumnTheSourceHasNotTold() {
    RowMemory memory = memory(vector("podcast guests"), types("a show"));
    Features before = features(memory, null);
    columns.remove("jv_history");
    Row untold = row("jv_history");

    assertThat(builder.build(untold, memory, before)).contains(before);
  }

  @Test
  void shouldWaitForTheFirstVectorButNotForLabels() {
    assertThat(builder.build(row(), memory(types("a show")), null)).isEmpty();
    assertThat(builder.build(row(), memory(vector("podcast guests")), null)).isPresent();
  }

  @Test
  void shouldTellBlankTextFromTextWithoutAWordThatCounts() {
    columns.put("niche", "JVs");
    assertThat(features(memory(vector("podcast guests")), null).getTexts().get(0).getWords())
        .isEmpty();

    columns.put("niche", "   ");
    assertThat(features(memory(vector("podcast guests")), null).getTexts().get(0).getWords())
        .isNull();
  }

  private Features features(RowMemory memory, @Nullable Features before) {
    return builder.build(row(), memory, before).orElseThrow();
  }

  private static Optional<String> value(Features features, String name) {
    return features.getInputs().stream()
        .filter(input -> input.getName().equals(name))
        .map(FeatureInput::getValue)
        .findFirst();
  }

  private Row row(String... unresolved) {
    List<RowColumn> values = new ArrayList<>();
    columns.forEach((name, value) -> values.add(new RowColumn(name, value)));
    return new Row(
        "profiles",
        "p1",
        values,
        Arrays.asList(unresolved),
        RowOperation.UPDATE,
        new SourcePosition(1, 100L),
        1_700_000_000_000L);
  }

  private static RowMemory memory(TaskResult... results) {
    return new RowMemory(
        new EnrichedRow("profiles", "p1", 1, 1, 1L, Arrays.asList(results), List.of(), false, 0L),
        List.of(),
        null);
  }

  private static TaskResult vector(String text) {
    return result(EMBED, text, PackedVector.pack(new float[] {0.6f, 0.8f}), null);
  }

  private static TaskResult types(String text) {
    return result(CLASSIFY, text, null, TYPES);
  }

  private static TaskResult result(
      TaskDefinition task,
      String text,
      java.nio.@Nullable ByteBuffer vector,
      @Nullable String json) {
    return new TaskResult(
        task.column(),
        InputHash.md5(text),
        task.version(),
        "m",
        1L,
        vector,
        json,
        false,
        0L,
        0,
        List.of());
  }

  private static ScoredInput input(ScoringInput input, ScoredInput.Column... columns) {
    return new ScoredInput(input, Arrays.asList(columns));
  }

  private static ScoredInput.Column host(String name) {
    return new ScoredInput.Column(name, Optional.empty());
  }

  private static ScoredInput.Column written(TaskDefinition task) {
    return new ScoredInput.Column(task.column(), Optional.of(task));
  }

  private static TaskDefinition task(String column, String from) {
    return new TaskDefinition(column, List.of(from), "0123456789abcdef", "m");
  }
}
