package io.millrace.sink;

import static io.millrace.sink.Records.blank;
import static io.millrace.sink.Records.json;
import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.tombstone;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.InputHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What the sink does to rows of a real PostgreSQL. Numbers are those of DESIGN's invariants. */
class RowsIT extends SinkFixture {

  @Test
  void shouldWriteVectorModelTimeMetadataAndProvenance() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();

    put(
        task,
        record(
            row(
                "p1",
                vector("embedding_seeking", "a coach", 1, 1, 0, 0),
                json(
                    "offer_types", List.of("a course", "a coach"), 1, "[{\"type\":\"course\"}]"))));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
    assertThat(host.profile("p1", "embedding_offering")).isNull();
    assertThat(host.profile("p1", "offer_types")).isEqualTo("[{\"type\": \"course\"}]");
    assertThat(host.profile("p1", "embeddings_model")).isEqualTo("test/model");
    assertThat(host.profile("p1", "embeddings_updated_at")).isNotNull();
    assertThat(
            host.profile(
                "p1",
                "(enrichment_metadata -> 'field_meta' -> 'embedding_seeking') - 'updated_at'"))
        .isEqualTo(
            "{\"model\": \"test/model\", \"source\": \"hf_embedding\", \"input_hash\": \""
                + InputHash.of(List.of("a coach"))
                + "\", \"pipeline_version\": 1}");
    assertThat(host.provenance("p1", "embedding_seeking", "value_hash"))
        .isEqualTo(host.profile("p1", "md5(vector_send(embedding_seeking))"));
    assertThat(host.provenance("p1", "offer_types", "value_hash"))
        .isEqualTo(host.profile("p1", "md5(offer_types::text)"));
    assertThat(reporter.rowsWritten()).isEqualTo(1);
    assertThat(reporter.valuesWritten()).isEqualTo(2);
    assertThat(reporter.freshness()).hasSize(1);
    assertThat(reporter.freshness().get(0).getMillis()).isPositive();
    assertThat(context.requestedCommits).isEqualTo(1);
  }

  /** Invariant 4: the value and its provenance stand or fall together. */
  @Test
  void shouldWriteProvenanceInTheSameTransaction() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();

    put(task, record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));

    assertThat(host.text("select xmin::text from millrace.provenance"))
        .isEqualTo(host.profile("p1", "xmin"));
  }

  /** Invariant 2 and 3: what comes again changes nothing. */
  @Test
  void shouldWriteNothingTheSecondTime() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();
    SinkRecord record = record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0)));
    put(task, record);
    String version = host.profile("p1", "xmin");
    String noted = host.text("select xmin::text from millrace.provenance");
    reporter.clear();

    put(task, record);

    assertThat(host.profile("p1", "xmin")).isEqualTo(version);
    assertThat(host.text("select xmin::text from millrace.provenance")).isEqualTo(noted);
    assertThat(reporter.rowsWritten()).isZero();
    assertThat(reporter.skipped()).containsExactly(Map.entry("unchanged", 1L));
  }

  @Test
  void shouldKeepOnlyTheLastRecordOfAKey() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();

    put(
        task,
        record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))),
        record(row("p1", vector("embedding_seeking", "a coach", 2, 0, 1, 0))));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[0,1,0]");
    assertThat(reporter.rowsWritten()).isEqualTo(1);
  }

  /** Invariant 4. */
  @Test
  void shouldFenceAResultOfAnOldText() throws SQLException {
    host.insertProfile("p1", "edited since", "a course");
    MillraceSinkTask task = start();

    put(
        task,
        record(
            row(
                "p1",
                vector("embedding_seeking", "a coach", 1, 1, 0, 0),
                vector("embedding_offering", "a course", 1, 0, 0, 1))));

    assertThat(host.profile("p1", "embedding_seeking")).isNull();
    assertThat(host.profile("p1", "embedding_offering")).isEqualTo("[0,0,1]");
    assertThat(host.provenance("p1", "embedding_seeking", "revision")).isNull();
    assertThat(reporter.skipped()).containsEntry("fenced", 1L);
  }

  /** Invariant 4, with the edit uncommitted when the sink asks for the row. */
  @Test
  void shouldNotOverwriteAnEditThatItWaitedFor() throws Exception {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();
    try (Connection editor = host.connect()) {
      editor.setAutoCommit(false);
      HostDatabase.run(editor, "update profiles set seeking = 'edited' where id = 'p1'");

      CompletableFuture<Void> write =
          CompletableFuture.runAsync(
              () ->
                  put(task, record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0)))));
      awaitWaiting();
      editor.commit();
      write.get();
    }

    assertThat(host.profile("p1", "seeking")).isEqualTo("edited");
    assertThat(host.profile("p1", "embedding_seeking")).isNull();
    assertThat(reporter.skipped()).containsEntry("fenced", 1L);
  }

  /** Invariant 4: the fence of the UPDATE itself, without the lock before it. */
  @Test
  void shouldFenceInTheUpdateItself() throws Exception {
    host.insertProfile("p1", "a coach", null);
    try (Connection editor = host.connect();
        Connection sink = host.connect()) {
      editor.setAutoCommit(false);
      HostDatabase.run(editor, "update profiles set seeking = 'edited' where id = 'p1'");
      TableLayout layout = layout(sink);
      RowPlan plan = plan(layout);

      CompletableFuture<Void> write = CompletableFuture.runAsync(() -> update(sink, layout, plan));
      awaitWaiting();
      editor.commit();
      write.get();
    }

    assertThat(host.profile("p1", "embedding_seeking")).isNull();
  }

  private static TableLayout layout(Connection connection) throws SQLException {
    TableTarget target = new SinkSettings(Settings.standard()).targets().tables().get(0);
    return new TableLayout(
        target, 1, GenerationState.ACTIVE, Catalog.columns(connection, "public", "profiles"));
  }

  private static RowPlan plan(TableLayout layout) {
    var result = vector("embedding_seeking", "a coach", 1, 1, 0, 0);
    var row = row("p1", result);
    return new RowPlan(
        new Change.Enriched(record(row), layout.target(), row, List.of(result)),
        List.of(new RowPlan.Value(layout.target().columns().get(0), result)),
        List.of());
  }

  private static void update(Connection connection, TableLayout layout, RowPlan plan) {
    try {
      new RowWriter(layout, new TableSql(layout, "millrace"))
          .update(connection, List.of(plan), new BatchSummary());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Invariant 4. */
  @Test
  void shouldRejectAnOlderRevision() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();
    put(task, record(row("p1", vector("embedding_seeking", "a coach", 5, 1, 0, 0))));

    put(task, record(row("p1", vector("embedding_seeking", "a coach", 4, 0, 1, 0))));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
    assertThat(reporter.skipped()).containsEntry("older", 1L);
  }

  @Test
  void shouldTakeALowerRevisionOfAHigherEpoch() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();
    put(task, record(row("p1", vector("embedding_seeking", "a coach", 5, 1, 0, 0))));

    put(task, record(row(1, 2, "p1", vector("embedding_seeking", "a coach", 1, 0, 1, 0))));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[0,1,0]");
  }

  /** Invariant 4: an update never creates a row. */
  @Test
  void shouldNotResurrectADeletedRow() throws SQLException {
    MillraceSinkTask task = start();

    put(task, record(row("gone", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));

    assertThat(host.text("select count(*) from profiles")).isEqualTo("0");
    assertThat(host.text("select count(*) from millrace.provenance")).isEqualTo("0");
    assertThat(reporter.skipped()).containsEntry("row_gone", 1L);
  }

  @Test
  void shouldForgetProvenanceOfADeletedRowOnly() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    host.insertProfile("p2", "a coach", null);
    MillraceSinkTask task = start();
    put(
        task,
        record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))),
        record(row("p2", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));
    host.run("delete from profiles where id = 'p1'");

    put(task, tombstone(Records.PROFILES_TOPIC, "p1"), tombstone(Records.PROFILES_TOPIC, "p2"));

    assertThat(host.text("select string_agg(key, ',') from millrace.provenance")).isEqualTo("p2");
  }

  /** Invariant 3: a row that was created anew counts from 1 again. */
  @Test
  void shouldWriteIntoARowThatWasCreatedAnew() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();
    put(task, record(row("p1", vector("embedding_seeking", "a coach", 7, 1, 0, 0))));
    host.run("delete from profiles where id = 'p1'");
    host.insertProfile("p1", "a coach", null);

    put(task, record(row("p1", vector("embedding_seeking", "a coach", 1, 0, 1, 0))));

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[0,1,0]");
  }

  /** Invariant 3: a value that was lost is written again without a model call. */
  @Test
  void shouldRestoreAValueThatWasNulledByHand() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();
    SinkRecord record = record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0)));
    put(task, record);
    host.run("update profiles set embedding_seeking = null");

    put(task, record);

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
  }

  /** Invariant 6: blank text clears the vector. */
  @Test
  void shouldClearTheVectorOfABlankText() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    MillraceSinkTask task = start();
    put(task, record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));
    host.run("update profiles set seeking = '  '");

    put(task, record(row("p1", blank("embedding_seeking", "  ", 2))));
    reporter.clear();
    put(task, record(row("p1", blank("embedding_seeking", "  ", 2))));

    assertThat(host.profile("p1", "embedding_seeking")).isNull();
    assertThat(host.provenance("p1", "embedding_seeking", "has_value")).isEqualTo("false");
    assertThat(host.provenance("p1", "embedding_seeking", "value_hash")).isNull();
    assertThat(reporter.skipped()).containsEntry("unchanged", 1L);
  }

  /** Invariant 3: a row that the database refuses is listed, the rest is written. */
  @Test
  void shouldFindTheBadRowAmongFiveHundred() throws SQLException {
    List<SinkRecord> records = new ArrayList<>();
    for (int index = 0; index < 500; index++) {
      String text = index == 317 ? "bad" : "good";
      host.insertProfile("p" + index, null, text);
      records.add(record(row("p" + index, vector("embedding_offering", text, 1, 1, 0, 0))));
    }
    MillraceSinkTask task = start();

    task.put(records);

    assertThat(host.text("select count(*) from profiles where embedding_offering is not null"))
        .isEqualTo("499");
    assertThat(host.profile("p317", "embedding_offering")).isNull();
    assertThat(reporter.failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getTable()).isEqualTo("profiles");
              assertThat(failure.getKey()).isEqualTo("p317");
              assertThat(failure.getReason()).isEqualTo("constraint");
              assertThat(failure.getDetail()).contains("23514").doesNotContain("bad");
            });
    assertThat(reporter.rowsWritten()).isEqualTo(499);
    assertThat(reporter.skipped()).containsEntry("failed", 1L);
  }

  @Test
  void shouldListAVectorOfOtherDimensionsAndWriteTheRest() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    MillraceSinkTask task = start();

    put(
        task,
        record(
            row(
                "p1",
                vector("embedding_seeking", "a coach", 1, 1, 0),
                vector("embedding_offering", "a course", 1, 1, 0, 0),
                vector("not_ours", "a course", 1, 1, 0, 0))));

    assertThat(host.profile("p1", "embedding_offering")).isEqualTo("[1,0,0]");
    assertThat(reporter.failures).hasSize(1);
    assertThat(reporter.failures.get(0).getColumn()).isEqualTo("embedding_seeking");
    assertThat(reporter.skipped()).containsEntry("failed", 1L).containsEntry("no_target", 1L);
  }

  @Test
  void shouldListARowWhoseUpdateATriggerSuppresses() throws SQLException {
    host.run(
        """
        create or replace function refuse() returns trigger language plpgsql as
          $$ begin if old.id = 'p1' then return null; end if; return new; end $$;
        create trigger refuse before update on profiles for each row execute function refuse();
        """);
    host.insertProfile("p1", "a coach", null);
    host.insertProfile("p2", "a coach", null);
    MillraceSinkTask task = start();

    put(
        task,
        record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))),
        record(row("p2", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));

    assertThat(host.profile("p2", "embedding_seeking")).isEqualTo("[1,0,0]");
    assertThat(host.text("select string_agg(key, ',') from millrace.provenance")).isEqualTo("p2");
    assertThat(reporter.failures).hasSize(1);
    assertThat(reporter.failures.get(0).getReason()).isEqualTo("suppressed");
  }

  /** Seed 000, section 7. */
  @Test
  void shouldLeaveAColumnOfAHigherSourceAlone() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    host.run(
        """
        update profiles set embedding_seeking = '[9,9,9]', enrichment_metadata =
          '{"field_meta":{"embedding_seeking":{"source":"manual_edit"}}}'
        """);
    MillraceSinkTask task = start();
    SinkRecord record = record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0)));

    put(task, record);
    String noted = host.text("select xmin::text from millrace.provenance");
    put(task, record);

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[9,9,9]");
    assertThat(host.provenance("p1", "embedding_seeking", "state")).isEqualTo("held_by_other");
    assertThat(host.provenance("p1", "embedding_seeking", "value_hash")).isNull();
    assertThat(host.text("select xmin::text from millrace.provenance")).isEqualTo(noted);
    assertThat(reporter.rowsWritten()).isZero();
    assertThat(reporter.skipped()).containsEntry("source_priority", 2L);
  }

  @Test
  void shouldWriteOnceTheHigherSourceHasLetGo() throws SQLException {
    host.insertProfile("p1", "a coach", null);
    host.run(
        """
        update profiles set enrichment_metadata =
          '{"field_meta":{"embedding_seeking":{"source":"client_confirmed"}}}'
        """);
    MillraceSinkTask task = start();
    SinkRecord record = record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0)));
    put(task, record);
    host.run("update profiles set enrichment_metadata = null");

    put(task, record);

    assertThat(host.profile("p1", "embedding_seeking")).isEqualTo("[1,0,0]");
    assertThat(host.provenance("p1", "embedding_seeking", "state")).isEqualTo("written");
  }

  @Test
  void shouldNormaliseMetadataAndKeepItsOtherKeys() throws SQLException {
    host.insertProfile("null", "a coach", null);
    host.insertProfile("array", "a coach", null);
    host.insertProfile("scalar", "a coach", null);
    host.insertProfile("other", "a coach", null);
    host.run("update profiles set enrichment_metadata = '[1]' where id = 'array'");
    host.run("update profiles set enrichment_metadata = '{\"field_meta\":7}' where id = 'scalar'");
    host.run(
        """
        update profiles set enrichment_metadata = '{"confidence":0.5,
          "field_meta":{"niche":{"source":"apollo"}}}' where id = 'other'
        """);
    MillraceSinkTask task = start();

    for (String key : List.of("null", "array", "scalar", "other")) {
      put(task, record(row(key, vector("embedding_seeking", "a coach", 1, 1, 0, 0))));
    }

    for (String key : List.of("null", "array", "scalar", "other")) {
      assertThat(
              host.profile(
                  key, "enrichment_metadata -> 'field_meta' -> 'embedding_seeking' ->> 'source'"))
          .isEqualTo("hf_embedding");
    }
    assertThat(host.profile("other", "enrichment_metadata #- '{field_meta,embedding_seeking}'"))
        .isEqualTo("{\"confidence\": 0.5, \"field_meta\": {\"niche\": {\"source\": \"apollo\"}}}");
  }

  @Test
  void shouldTouchNoOtherColumn() throws SQLException {
    host.insertProfile("p1", "a coach", "a course");
    host.run("update profiles set list_size = 7, embedding_offering = '[3,2,1]'");
    MillraceSinkTask task = start();

    put(task, record(row("p1", vector("embedding_seeking", "a coach", 1, 1, 0, 0))));

    assertThat(host.profile("p1", "(seeking, offering, list_size, embedding_offering)"))
        .isEqualTo("(\"a coach\",\"a course\",7,\"[3,2,1]\")");
  }
}
