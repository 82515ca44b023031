package io.millrace.app.audit;

import static io.millrace.app.audit.AuditedDatabase.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.rereads.RowAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the audit makes of rows that are not as the sink left them; with a real PostgreSQL. */
class AuditIT {
  private static final String SEEKING = "embedding_seeking";
  private static final String FIRST = " where id = '" + id(1) + "'";
  private static final String OF_FIRST = " where key = '" + id(1) + "'";

  @TempDir private static Path folder;
  private static AuditedDatabase database;

  @BeforeAll
  static void start() throws SQLException {
    database = AuditedDatabase.start(folder.resolve("home"));
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  @BeforeEach
  void fill() throws SQLException {
    database.fill();
  }

  /** The hash in the statements stands in place; what was stored is of our SQL function. */
  @Test
  void shouldCallFreshWhatIsAsItWasWritten_whateverCharactersTheTextsHold() throws SQLException {
    AuditReport report = database.audit();

    assertThat(report.isFresh()).isTrue();
    assertThat(report.rows()).isEqualTo(5);
    assertThat(report.columns()).hasSize(9).allMatch(column -> column.samples().isEmpty());
    assertThat(report.columns()).allMatch(column -> column.fresh() == column.rows());
  }

  @Test
  void shouldCallStaleEachValueWhoseTextWasEdited() throws SQLException {
    database.run("update profiles set what_you_do = 'edited'" + FIRST);

    AuditReport report = database.audit();

    assertThat(report.columns().stream().filter(column -> column.stale() == 1))
        .extracting(ColumnAudit::column)
        .containsExactly(
            "embedding_what_you_do", "niche_categories", "offer_types", "content_style");
    assertThat(report.document())
        .containsEntry("stale", 4L)
        .containsEntry("missing", 0L)
        .containsEntry("foreign_model", 0L);
    assertThat(database.audit("offer_types").samples()).isEqualTo(Map.of("stale", List.of(id(1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"task_version = 'other'", "model = 'another/model'"})
  void shouldCountValuesOfAnotherModelAmongTheStale(String change) throws SQLException {
    database.run(
        "update millrace.provenance set "
            + change
            + OF_FIRST
            + " and column_name = '"
            + SEEKING
            + "'");

    ColumnAudit found = database.audit(SEEKING);

    assertThat(found.stale()).isEqualTo(1);
    assertThat(found.foreignModel()).isEqualTo(1);
  }

  @Test
  void shouldCallEverythingStaleWhenThePlanAsksForOtherLabelsOrModels() throws SQLException {
    AuditReport report = database.audit(AuditedDatabase.versions("2"));

    assertThat(report.document()).containsEntry("foreign_model", 21L).containsEntry("stale", 21L);
  }

  @Test
  void shouldCallMissingWhatIsNotThereThoughItWasWritten() throws SQLException {
    database.run("update profiles set embedding_seeking = null, offer_types = null" + FIRST);

    assertThat(database.audit(SEEKING).missing()).isEqualTo(1);
    assertThat(database.audit(SEEKING).stale()).isZero();
    assertThat(database.audit("offer_types").samples()).containsEntry("missing", List.of(id(1)));
  }

  @Test
  void shouldCallMissingWhatWasNeverWritten() throws SQLException {
    database.run("delete from millrace.provenance" + OF_FIRST);

    AuditReport report = database.audit();

    assertThat(report.document()).containsEntry("missing", 7L);
    assertThat(database.audit("embedding_what_you_do").fresh()).as("blank and empty").isEqualTo(3);
  }

  @Test
  void shouldCallFreshABlankTextWithoutVector_byWhicheverModel() throws SQLException {
    database.run("update profiles set seeking = E' \\t\\n', embedding_seeking = null" + FIRST);

    assertThat(database.audit(SEEKING).fresh()).isEqualTo(3);
  }

  @Test
  void shouldCallStaleAVectorBesideABlankText() throws SQLException {
    database.run("update profiles set seeking = ''" + FIRST);

    assertThat(database.audit(SEEKING).stale()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"manual_edit, 1", "client_confirmed, 1", "apollo, 0", "hf_embedding, 0"})
  void shouldLeaveValuesOfHigherSourcesAlone(String source, long held) throws SQLException {
    database.run(
        "update profiles set enrichment_metadata = jsonb_set(enrichment_metadata,"
            + " '{field_meta,embedding_seeking,source}', '\"%s\"')%s".formatted(source, FIRST));

    ColumnAudit found = database.audit(SEEKING);

    assertThat(found.protectedRows()).isEqualTo(held);
    assertThat(found.fresh()).isEqualTo(3 - held);
  }

  @Test
  void shouldFindValuesThatSomebodyElseAltered() throws SQLException {
    database.run("update profiles set embedding_seeking = '[0,1,0]'" + FIRST);

    ColumnAudit found = database.audit(SEEKING);

    assertThat(found.altered()).isEqualTo(1);
    assertThat(found.stale()).isEqualTo(1);
    assertThat(found.samples()).containsEntry("altered", List.of(id(1)));
  }

  @Test
  void shouldFindWhatIsRememberedOfRowsThatAreGone() throws SQLException {
    database.run("delete from matches");
    database.run("alter table profiles disable trigger all");
    database.run("delete from profiles" + FIRST);
    database.run("alter table profiles enable trigger all");

    AuditReport report = database.audit();

    assertThat(report.document()).containsEntry("orphaned", 8L).containsEntry("rows", 2L);
    assertThat(database.audit(SEEKING).samples()).containsEntry("orphaned", List.of(id(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enrichment_metadata = null",
        "enrichment_metadata = '[]'",
        "enrichment_metadata = enrichment_metadata #- '{field_meta,embedding_seeking}'",
        "enrichment_metadata = jsonb_set(enrichment_metadata,"
            + " '{field_meta,embedding_seeking,input_hash}', '\"x\"')"
      })
  void shouldFindCopiesThatDisagreeWithTheProvenance(String change) throws SQLException {
    database.run("update profiles set " + change + FIRST);

    ColumnAudit found = database.audit(SEEKING);

    assertThat(found.copiesDiffer()).isEqualTo(1);
    assertThat(found.fresh()).as("a copy decides nothing").isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "match_context = null; missing",
        "score_ab = null; missing",
        "match_context = '{\"unscored\": {\"a\": \"not_enriched\"}}'; missing",
        "match_context = '{\"v\": 2, \"ab\": {}, \"ba\": {}}'; foreign_model",
        "match_context = '{\"version\": [2, 1, 5]}'; foreign_model"
      })
  void shouldFindMatchesWithoutTheScoresThatTheyCouldHave(String change, String kind)
      throws SQLException {
    database.run("update matches set " + change + FIRST);

    ColumnAudit found = database.audit("harmonic_mean");

    assertThat(found.gap()).isEqualTo(1);
    assertThat(found.samples()).containsEntry(kind, List.of(id(1)));
  }

  @Test
  void shouldCallFreshAMatchThatSaysWhyItHasNoScore() throws SQLException {
    database.run("delete from millrace.provenance where key = '" + id(2) + "'");
    database.run("update matches set match_context = '{\"unscored\": {}}', score_ab = null");

    assertThat(database.audit("harmonic_mean").fresh()).isEqualTo(2);
  }

  @Test
  void shouldCompareTheOtherColumnsWhenTheHostDroppedOne() throws SQLException {
    database.run("alter table profiles rename column seeking to seeks");
    try {
      AuditReport report = database.audit();

      assertThat(report.columns()).hasSize(8);
      assertThat(report.problems())
          .containsExactly(
              "'embedding_seeking' of 'profiles' cannot be compared, since the table has no column"
                  + " 'seeking'; see 'millrace doctor'");
      assertThat(report.isFresh()).isFalse();
    } finally {
      database.run("alter table profiles rename column seeks to seeking");
    }
  }

  @Test
  void shouldAskForEachRowOfTheGapOnceAndForNoOther() throws SQLException {
    database.run("update profiles set seeking = 'edited', embedding_offering = null" + FIRST);
    database.run("update matches set match_context = null where id = '" + id(2) + "'");

    assertThat(database.gap())
        .containsExactly(new RowAddress("profiles", id(1)), new RowAddress("matches", id(2)));
  }

  @Test
  void shouldAskForNothingWhereEverythingIsFresh() throws SQLException {
    assertThat(database.gap()).isEmpty();
  }

  /** Else what is computed again under the old revision would count as older (invariant 4). */
  @Test
  void shouldLetTheRepairWriteOverProvenanceOfAnotherTextOrModel() throws SQLException {
    database.run(
        "update millrace.provenance set input_hash = 'x'"
            + OF_FIRST
            + " and column_name = '"
            + SEEKING
            + "'");

    database.prepareRepair();

    assertThat(database.rows("select key, column_name from millrace.provenance where revision = 0"))
        .containsExactly(Map.of("key", id(1), "column_name", SEEKING));
  }

  @Test
  void shouldForgetOrphansThatAreNotOfARowWrittenJustNow() throws SQLException {
    database.run(
        "insert into millrace.provenance select table_name, 'gone', column_name, generation,"
            + " input_hash, task_version, model, epoch, revision, has_value, value_hash, state,"
            + " now() - interval '1 hour', now() from millrace.provenance"
            + OF_FIRST);
    database.run(
        "insert into millrace.provenance select table_name, 'new', column_name, generation,"
            + " input_hash, task_version, model, epoch, revision, has_value, value_hash, state,"
            + " now(), now() from millrace.provenance"
            + OF_FIRST);

    List<RowAddress> asked = new ArrayList<>();
    long forgotten = database.prepareRepair(asked::addAll);

    assertThat(forgotten).isEqualTo(8);
    assertThat(asked)
        .as("the pipeline looks for it once")
        .containsExactly(new RowAddress("profiles", "gone"));
    assertThat(database.rows("select distinct key from millrace.provenance where length(key) < 9"))
        .containsExactly(Map.of("key", "new"));
  }

  @Test
  void shouldShowTheSameInTheView() throws SQLException {
    database.run("update profiles set seeking = 'edited'" + FIRST);
    database.run("update profiles set embedding_offering = null" + FIRST);

    List<Map<String, String>> view = database.rows("select * from millrace.freshness");

    assertThat(view).hasSize(9);
    for (ColumnAudit column : database.audit().columns()) {
      assertThat(view)
          .filteredOn(row -> column.column().equals(row.get("column_name")))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row).containsEntry("table_name", column.table());
                assertThat(row).containsEntry("rows", String.valueOf(column.rows()));
                assertThat(row).containsEntry("fresh", String.valueOf(column.fresh()));
                assertThat(row).containsEntry("stale", String.valueOf(column.stale()));
                assertThat(row).containsEntry("never", String.valueOf(column.missing()));
              });
    }
    assertThat(view.get(0))
        .containsEntry("model", "a/model")
        .doesNotContainEntry("oldest_stale_at", "null");
  }

  @Test
  void shouldBringTheViewUpToDateWhenLabelsOrModelsChange() throws SQLException {
    try (Connection connection = database.connect()) {
      AuditedDatabase.preparation(AuditedDatabase.versions("2")).refreshFreshness(connection);
      assertThat(database.rows("select sum(stale) as stale from millrace.freshness"))
          .containsExactly(Map.of("stale", "21"));
      AuditedDatabase.preparation(AuditedDatabase.versions("1")).refreshFreshness(connection);
    }

    assertThat(database.rows("select sum(stale) as stale from millrace.freshness"))
        .containsExactly(Map.of("stale", "0"));
  }

  /** PostgreSQL would refuse this for a view that reads the column. */
  @Test
  void shouldNotKeepTheHostFromDroppingAColumn() throws SQLException {
    database.run("alter table profiles drop column content_style");

    assertThat(database.audit().problems()).hasSize(1);

    database.run("alter table profiles add column content_style jsonb");
  }
}
