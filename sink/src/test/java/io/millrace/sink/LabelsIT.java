package io.millrace.sink;

import static io.millrace.sink.Records.json;
import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.recordWithoutMarks;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.InputHash;
import io.millrace.schemas.TaskResult;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels and facts in rows of a real PostgreSQL. Numbers are those of DESIGN's invariants. */
class LabelsIT extends SinkFixture {
  private static final String COURSE = "[{\"type\":\"course\",\"confidence\":0.8765}]";

  @Test
  void shouldWriteLabelsWithTheirTimeAndLeaveTheMarksOfVectorsAlone() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();

    put(task, record(row("p1", labels("a course", "a coach", 1, COURSE))));

    assertThat(host.profile("p1", "offer_types"))
        .isEqualTo("[{\"type\": \"course\", \"confidence\": 0.8765}]");
    assertThat(host.profile("p1", "classification_updated_at")).isNotNull();
    assertThat(host.profile("p1", "embeddings_model")).isNull();
    assertThat(host.profile("p1", "embeddings_updated_at")).isNull();
    assertThat(
            host.profile(
                "p1", "(enrichment_metadata -> 'field_meta' -> 'offer_types') - 'updated_at'"))
        .isEqualTo(
            "{\"model\": \"test/model\", \"source\": \"hf_classification\", \"input_hash\": \""
                + InputHash.of(List.of("a course", "a coach"))
                + "\", \"pipeline_version\": 1}");
  }

  @Test
  void shouldLeaveTheTimeOfLabelsAlone_whenOnlyAVectorIsWritten() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();

    put(task, record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));

    assertThat(host.profile("p1", "embeddings_updated_at")).isNotNull();
    assertThat(host.profile("p1", "classification_updated_at")).isNull();
  }

  @Test
  void shouldWriteVectorsAndLabelsOfARowInOneUpdate() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    host.run(
        """
        create table updates (at timestamptz);
        create or replace function note() returns trigger language plpgsql as
          $$ begin insert into updates values (now()); return new; end $$;
        create trigger note after update on profiles for each row execute function note();
        """);
    MillraceSinkTask task = start();

    put(
        task,
        record(
            row(
                "p1",
                vector("embedding_seeking", "a coach", 1, 1, 0, 0),
                labels("a course", "a coach", 1, COURSE))));

    assertThat(host.text("select count(*) from updates")).isEqualTo("1");
    assertThat(reporter.valuesWritten()).isEqualTo(2);
    host.run("drop table updates");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}"})
  void shouldTellNothingFoundFromNotYetComputed(String nothing) throws SQLException {
    host.insertProfile("p1", null, null);
    MillraceSinkTask task = start();
    String before = host.profile("p1", "offer_types");

    put(task, record(row("p1", labels(null, null, 1, nothing))));

    assertThat(before).isNull();
    assertThat(host.profile("p1", "offer_types")).isEqualTo(nothing);
    assertThat(host.provenance("p1", "offer_types", "has_value")).isEqualTo("true");
    assertThat(host.profile("p1", "classification_updated_at")).isNotNull();
  }

  /** Invariant 4, for labels that are made from several columns. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update profiles set offering = 'edited'",
        "update profiles set seeking = 'edited'",
        "update profiles set seeking = null",
        "update profiles set seeking = offering, offering = seeking"
      })
  void shouldFenceLabels_whenAnyOfTheirInputsWasEdited(String edit) throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();
    host.run(edit);

    put(task, record(row("p1", labels("a course", "a coach", 1, COURSE))));

    assertThat(host.profile("p1", "offer_types")).isNull();
    assertThat(reporter.skipped()).containsEntry("fenced", 1L);
  }

  /** Invariant 4: SQL joins columns as Java does, also where one holds the separator. */
  @Test
  void shouldTellATextWithTheSeparatorFromTwoTexts() throws SQLException {
    host.insertProfile("p1", null, "a\u001fb");
    host.insertProfile("p2", "b", "a");
    MillraceSinkTask task = start();

    put(
        task,
        record(row("p1", labels("a\u001fb", null, 1, COURSE))),
        record(row("p2", labels("a\u001fb", null, 1, COURSE))));

    assertThat(host.profile("p1", "offer_types")).isNotNull();
    assertThat(host.profile("p2", "offer_types")).isNull();
  }

  /** Invariants 2 and 3: JSON is compared as PostgreSQL holds it, not as it is spelled. */
  @Test
  void shouldWriteNothing_whenTheSameLabelsComeAgainInAnotherSpelling() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();
    put(task, record(row("p1", labels("a course", "a coach", 1, COURSE))));
    String version = host.profile("p1", "xmin");
    reporter.clear();

    put(
        task,
        record(
            row(
                "p1",
                labels(
                    "a course",
                    "a coach",
                    1,
                    "[ {\"confidence\": 0.8765, \"type\": \"course\"} ]"))));

    assertThat(host.profile("p1", "xmin")).isEqualTo(version);
    assertThat(reporter.skipped()).containsExactly(Map.entry("unchanged", 1L));
  }

  /** Invariant 3: labels that somebody overwrote come back when they are asserted again. */
  @Test
  void shouldRestoreLabelsThatWereChangedByHand() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();
    SinkRecord record = record(row("p1", labels("a course", "a coach", 1, COURSE)));
    put(task, record);
    host.run("update profiles set offer_types = '[]'");

    put(task, record);

    assertThat(host.profile("p1", "offer_types")).contains("course");
  }

  /** Seed 000, section 7. */
  @ParameterizedTest
  @ValueSource(strings = {"client_confirmed", "client_ingest", "manual_edit", "exa_research"})
  void shouldLeaveLabelsOfAHigherSourceAlone_andWriteTheRow(String source) throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    host.run(metadata("offer_types", source));
    host.run("update profiles set offer_types = '[{\"type\":\"by hand\"}]'");
    MillraceSinkTask task = start();

    put(
        task,
        record(
            row(
                "p1",
                vector("embedding_seeking", "a coach", 1, 1, 0, 0),
                labels("a course", "a coach", 1, COURSE))));

    assertThat(host.profile("p1", "offer_types")).isEqualTo("[{\"type\": \"by hand\"}]");
    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
    assertThat(host.profile("p1", "classification_updated_at")).isNull();
    assertThat(host.provenance("p1", "offer_types", "state")).isEqualTo("held_by_other");
    assertThat(host.profile("p1", "enrichment_metadata #>> '{field_meta,offer_types,source}'"))
        .isEqualTo(source);
    assertThat(reporter.skipped()).containsExactly(Map.entry("source_priority", 1L));
  }

  /** Seed 000, section 7. */
  @ParameterizedTest
  @ValueSource(strings = {"ai_research", "apollo", "hf_classification", "unheard_of"})
  void shouldReplaceLabelsOfALowerSource(String source) throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    host.run(metadata("offer_types", source));
    host.run("update profiles set offer_types = '[{\"type\":\"guess\"}]'");
    MillraceSinkTask task = start();

    put(task, record(row("p1", labels("a course", "a coach", 1, COURSE))));

    assertThat(host.profile("p1", "offer_types")).contains("course");
    assertThat(host.profile("p1", "enrichment_metadata #>> '{field_meta,offer_types,source}'"))
        .isEqualTo("hf_classification");
  }

  @Test
  void shouldNoteWhatIsToBeKnownOfAResult() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();
    TaskResult labels =
        TaskResult.newBuilder(labels("a course", "a coach", 1, COURSE))
            .setTruncated(true)
            .setMarks(List.of("fallback", "low_confidence"))
            .build();

    put(task, record(row("p1", labels, vector("embedding_seeking", "a coach", 1, 1, 0, 0))));

    assertThat(host.provenance("p1", "offer_types", "marks"))
        .isEqualTo("{fallback,low_confidence}");
    assertThat(host.provenance("p1", "offer_types", "truncated")).isEqualTo("true");
    assertThat(host.provenance("p1", "embedding_seeking", "marks")).isEqualTo("{}");
    assertThat(host.provenance("p1", "embedding_seeking", "truncated")).isEqualTo("false");
  }

  @Test
  void shouldReadRecordsFromBeforeThereWereMarks() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();

    put(task, recordWithoutMarks(row("p1", labels("a course", "a coach", 1, COURSE))));

    assertThat(host.provenance("p1", "offer_types", "marks")).isEqualTo("{}");
  }

  @Test
  void shouldListAVectorThatCameForLabels() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();

    put(task, record(row("p1", vector("offer_types", "a coach", 1, 1, 0, 0))));

    assertThat(reporter.failures)
        .singleElement()
        .satisfies(failure -> assertThat(failure.getReason()).isEqualTo("invalid"));
  }

  private static TaskResult labels(
      @Nullable String offering, @Nullable String seeking, long revision, String json) {
    return json("offer_types", Arrays.asList(offering, seeking), revision, json);
  }

  private static String metadata(String column, String source) {
    return "update profiles set enrichment_metadata = '{\"field_meta\":{\"%s\":{\"source\":\"%s\"}}}'"
        .formatted(column, source);
  }
}
