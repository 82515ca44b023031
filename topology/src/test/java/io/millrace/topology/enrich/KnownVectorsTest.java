package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.RowMemory;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskInput;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class KnownVectorsTest {
  private static final TaskDefinition EMBED =
      new TaskDefinition("embedding_bio", List.of("bio"), "embed-1", "test/model");
  private static final TaskDefinition CLASSIFY =
      new TaskDefinition("labels", List.of("bio", "niche"), "labels-1", "test/model", "[]");

  private final Told embed = new Told(EMBED);
  private final Map<String, TaskRunner> runners =
      Map.of("embedding_bio", embed, "labels", new Told(CLASSIFY));

  @Test
  void shouldTellTheVectorOfAnUnchangedColumn_whenAClassificationReadsIt() {
    KnownVectors.tell(row("a bio"), memory("a bio", "embed-1"), CLASSIFY, runners);

    assertThat(embed.told).containsExactly("a bio: 0.6,0.8, 7 tokens");
  }

  @Test
  void shouldTellNothing_whenTheColumnHasAnotherTextByNow() {
    KnownVectors.tell(row("an edited bio"), memory("a bio", "embed-1"), CLASSIFY, runners);

    assertThat(embed.told).isEmpty();
  }

  /** A vector of another model may not stand in for one of this (invariant 5). */
  @Test
  void shouldTellNothing_whenTheVectorIsOfAnotherVersion() {
    KnownVectors.tell(row("a bio"), memory("a bio", "embed-0"), CLASSIFY, runners);

    assertThat(embed.told).isEmpty();
  }

  @Test
  void shouldTellNothing_whenTheTaskDoesNotReadTheColumn() {
    TaskDefinition other =
        new TaskDefinition("style", List.of("niche"), "style-1", "test/model", "{}");

    KnownVectors.tell(row("a bio"), memory("a bio", "embed-1"), other, runners);

    assertThat(embed.told).isEmpty();
  }

  @Test
  void shouldTellNothing_whenNothingWasMadeOfTheRow() {
    KnownVectors.tell(row("a bio"), null, CLASSIFY, runners);

    assertThat(embed.told).isEmpty();
  }

  private static Row row(String bio) {
    return new Row(
        "profiles",
        "p1",
        List.of(new RowColumn("bio", bio), new RowColumn("niche", "pottery")),
        List.of(),
        RowOperation.UPDATE,
        new SourcePosition(1, 100L),
        900L);
  }

  private static RowMemory memory(String bio, String version) {
    TaskResult vector =
        TaskResult.newBuilder()
            .setColumn("embedding_bio")
            .setInputHash(InputHash.of(List.of(bio)))
            .setTaskVersion(version)
            .setModel("test/model")
            .setRevision(1L)
            .setVector(PackedVector.pack(new float[] {0.6f, 0.8f}))
            .setJson(null)
            .setTruncated(false)
            .setComputedAt(800L)
            .setTokens(7)
            .build();
    EnrichedRow enriched =
        new EnrichedRow(
            "profiles", "p1", 1, 1, 1L, List.of(vector), List.of("embedding_bio"), false, 800L);
    return new RowMemory(enriched, List.of(), null);
  }

  /** Notes what it is told. */
  private static final class Told implements TaskRunner {
    private final TaskDefinition definition;
    private final List<String> told = new ArrayList<>();

    Told(TaskDefinition definition) {
      this.definition = definition;
    }

    @Override
    public TaskDefinition definition() {
      return definition;
    }

    @Override
    public CompletionStage<ModelOutcome<TaskValue>> run(TaskInput input) {
      throw new AssertionError("nothing is asked here");
    }

    @Override
    public void remember(TaskInput input, Answered<TaskValue> answer) {
      float[] vector = ((TaskValue.Vector) answer.value()).embedding().vector();
      told.add(
          "%s: %s,%s, %d tokens"
              .formatted(
                  input.joined().orElseThrow(),
                  vector[0],
                  vector[1],
                  answer.provenance().tokens()));
    }
  }
}
