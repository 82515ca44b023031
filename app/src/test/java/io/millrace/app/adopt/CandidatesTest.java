package io.millrace.app.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.HeldRow;
import io.millrace.connectors.HeldRow.HeldVector;
import io.millrace.connectors.TaskVersion;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.PackedVector;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a row may be adopted, and in which form. */
class CandidatesTest {
  private static final float[] UNIT = {0.6f, 0.8f};
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T20:00:00Z"), ZoneOffset.UTC);

  private final Candidates candidates = new Candidates(2);

  @Test
  void shouldHashTheRawTextsAsThePipelineDoes() {
    List<Candidate> found = candidates.of(row(held(UNIT, null, " a coach\n", null, "of teams")));

    assertThat(found)
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.inputHash())
                    .isEqualTo(InputHash.of(Arrays.asList(" a coach\n", null, "of teams"))))
        .satisfies(one -> assertThat(one.text()).isEqualTo("a coach\n\nof teams"));
  }

  @Test
  void shouldLeaveOutBlankTexts_invariant6() {
    assertThat(candidates.of(row(held(UNIT, null, null, " \u200b")))).isEmpty();
    assertThat(candidates.leftOut()).isEqualTo(Map.of(LeftOut.BLANK, 1L));
  }

  @Test
  void shouldLeaveOutWhatASourceOfHigherRankHolds() {
    List<Candidate> found =
        candidates.of(
            row(held(UNIT, "manual_edit", "a coach"), held(UNIT, "hf_embedding", "a coach")));

    assertThat(found).hasSize(1);
    assertThat(candidates.leftOut()).isEqualTo(Map.of(LeftOut.PROTECTED, 1L));
  }

  @Test
  void shouldLeaveOutZerosAndOtherDimensions() {
    candidates.of(row(held(new float[] {0, 0}, null, "a"), held(new float[] {1}, null, "a")));

    assertThat(candidates.leftOut()).isEqualTo(Map.of(LeftOut.UNFIT, 2L));
  }

  @Test
  void shouldScaleWhatIsNotOfLengthOne_andLeaveTheRestAsItIs() {
    List<Candidate> found =
        candidates.of(row(held(new float[] {3, 4}, null, "a"), held(UNIT, null, "a")));

    assertThat(found).extracting(one -> one.embedding().vector()).containsExactly(UNIT, UNIT);
  }

  @Test
  void shouldMakeARecordOfAll_butThoseOfTheSampleThatDisagree() {
    SampleReport sample =
        new SampleReport(
            1, 2, List.of(new SampleReport.Disagreement("profiles", "p1", "seeking", 0.4)));
    AdoptedRows rows =
        new AdoptedRows(
            "profiles",
            3,
            Map.of("offering", new TaskVersion("profiles", "offering", "v1", "a/model")),
            candidates,
            sample,
            CLOCK);

    Optional<EnrichedRow> record =
        rows.of(
            row(
                new HeldVector("seeking", List.of("a coach"), UNIT, null),
                new HeldVector("offering", List.of("advice"), UNIT, null)));

    EnrichedRow row = record.orElseThrow();
    assertThat(row.getGeneration()).isEqualTo(3);
    assertThat(row.getRevision()).isZero();
    assertThat(row.getResults())
        .singleElement()
        .satisfies(result -> assertThat(result.getTaskVersion()).isEqualTo("v1"))
        .satisfies(result -> assertThat(result.getVector()).isEqualTo(PackedVector.pack(UNIT)))
        .satisfies(result -> assertThat(result.getMarks()).containsExactly("adopted"));
    assertThat(candidates.leftOut()).isEqualTo(Map.of(LeftOut.DISAGREES, 1L));
  }

  private static HeldRow row(HeldVector... vectors) {
    return new HeldRow("p1", List.of(vectors));
  }

  private static HeldVector held(
      float[] vector, @Nullable String source, @Nullable String... texts) {
    return new HeldVector("seeking", Arrays.asList(texts), vector, source);
  }
}
