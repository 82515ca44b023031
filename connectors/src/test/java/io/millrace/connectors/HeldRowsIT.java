package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.HeldRow.HeldVector;
import io.millrace.connectors.HeldRows.ModelColumn;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which vectors of a table nothing is noted of, and the texts beside them. */
class HeldRowsIT {
  private static final Names NAMES = Names.standard();
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final TablePlan PROFILES = PLAN.table("profiles");
  private static final int DIMENSIONS = 2;

  @TempDir private static Path folder;
  private static TestPostgres server;
  private TestDatabase database;

  @BeforeAll
  static void startServer() {
    server = TestPostgres.start(folder.resolve("home"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /**
   * Forty profiles with two vectors each; of each tenth the first is noted, each eighth is of
   * another model, the last has none.
   */
  @BeforeEach
  void prepare() throws SQLException {
    database = TestDatabase.create(server);
    run(PlanReader.defaultHostTables());
    new DatabasePreparation(PLAN, NAMES, DIMENSIONS).apply(database.connection());
    run("alter table profiles add \"Model\" varchar(40)");
    run(
        "insert into profiles (id, name, list_size, seeking, embedding_seeking, embedding_offering,"
            + " \"Model\") select gen_random_uuid(), 'p' || n, n, 'text ' || n,"
            + " case when n < 40 then '[0.6,0.8]'::vector end,"
            + " case when n < 40 then '[1,0]'::vector end,"
            + " case when n % 8 = 0 then 'another' else 'it''s \\ mine' end"
            + " from generate_series(1, 40) n");
    run(
        "insert into millrace.provenance (table_name, key, column_name, generation, input_hash,"
            + " task_version, model, epoch, revision, has_value, written_at, source_committed_at)"
            + " select 'profiles', id::text, 'embedding_seeking', 1, 'h', 'v1', 'm', 1, 1, true,"
            + " now(), now() from profiles where list_size % 10 = 0 and list_size < 40");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void shouldCountWhatIsThere_noted_ofAnotherModel_andLeft() throws SQLException {
    List<HeldCount> counts = rows(Optional.of(mine())).count();

    assertThat(counts)
        .containsExactly(
            new HeldCount("profiles", "embedding_seeking", 39, 3, 4, 32),
            new HeldCount("profiles", "embedding_offering", 39, 0, 4, 35),
            new HeldCount("profiles", "embedding_who_you_serve", 0, 0, 0, 0),
            new HeldCount("profiles", "embedding_what_you_do", 0, 0, 0, 0));
    assertThat(rows(Optional.empty()).count().get(0).adoptable()).isEqualTo(36);
  }

  @Test
  void shouldGiveAllRowsInTheirOrder_aPageAfterTheOther() throws SQLException {
    HeldRows rows = rows(Optional.of(mine()));
    List<HeldRow> found = new ArrayList<>();

    List<HeldRow> page = rows.next(null, 7);
    while (!page.isEmpty()) {
      found.addAll(page);
      page = rows.next(page.get(page.size() - 1).key(), 7);
    }

    assertThat(found).hasSize(35);
    assertThat(found).extracting(HeldRow::key).isSorted().doesNotHaveDuplicates();
    assertThat(found.stream().flatMap(row -> row.vectors().stream()).map(HeldVector::column))
        .filteredOn("embedding_seeking"::equals)
        .hasSize(32);
  }

  @Test
  void shouldGiveTextVectorAndSourceOfTheSameMoment() throws SQLException {
    run("update profiles set seeking = 'now this' where list_size = 1");
    run("update profiles set enrichment_metadata = null where list_size = 2");
    run(
        "update profiles set enrichment_metadata ="
            + " '{\"field_meta\": {\"embedding_seeking\": {\"source\": \"manual_edit\"}}}'"
            + " where list_size = 1");

    List<HeldVector> vectors =
        rows(Optional.empty()).sample(100).stream()
            .flatMap(row -> row.vectors().stream())
            .filter(vector -> vector.texts().contains("now this"))
            .toList();

    assertThat(vectors)
        .singleElement()
        .satisfies(vector -> assertThat(vector.vector()).containsExactly(0.6f, 0.8f))
        .satisfies(vector -> assertThat(vector.source()).isEqualTo("manual_edit"));
  }

  @Test
  void shouldSampleTheSameRowsEachTime_andNoMoreThanAsked() throws SQLException {
    List<String> first = keys(rows(Optional.empty()).sample(5));

    assertThat(first).hasSize(5).isEqualTo(keys(rows(Optional.empty()).sample(5)));
    assertThat(keys(rows(Optional.empty()).sample(100))).hasSize(39);
  }

  @Test
  void shouldSayThatTheModelColumnIsMissing() {
    assertThatThrownBy(() -> rows(Optional.of(new ModelColumn("nowhere", List.of("mine")))).count())
        .isInstanceOf(PreparationException.class)
        .hasMessageContaining("nowhere");
  }

  private static ModelColumn mine() {
    return new ModelColumn("Model", List.of("it's \\ mine", "also"));
  }

  private static List<String> keys(List<HeldRow> rows) {
    return rows.stream().map(HeldRow::key).toList();
  }

  private HeldRows rows(Optional<ModelColumn> modelColumn) {
    return new HeldRows(
        database.connection(), NAMES, PROFILES, PROFILES.embed(), 1, true, modelColumn);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
