package io.millrace.app.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is near in a real PostgreSQL, by vectors of two dimensions. */
class RowSearchIT {
  private static final int DIMENSIONS = 2;
  private static final int CROWD = 500;
  private static final int SECONDS = 60;
  private static final String SEEKING = "embedding_seeking";
  private static final String OFFERING = "embedding_offering";
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final TablePlan TABLE = requireNonNull(PLAN.tables().get("profiles"));
  private static final SearchedFor EAST = new SearchedFor.Text("[1,0]", false);
  private static final String ANN = key(1);
  private static final String BOB = key(2);
  private static final String EVE = key(3);
  private static final String SILENT = key(4);

  @TempDir private static Path folder;
  private static TestPostgres server;

  private static String key(int number) {
    return new UUID(0, number).toString();
  }

  @BeforeAll
  static void start() throws SQLException {
    server = TestPostgres.start(folder.resolve("home"));
    execute(PlanReader.defaultHostTables());
    try (Connection connection = server.connect()) {
      new DatabasePreparation(PLAN, Names.standard(), DIMENSIONS).apply(connection);
    }
    execute(
        """
        insert into profiles (id, name, niche, list_size, tags, seeking, offering,
          embedding_seeking, embedding_offering) values
        ('%s', 'Ann', 'bread', 900, '{bakers,home}', 'bakers', 'recipes', '[1,0]', '[0,1]'),
        ('%s', 'Bob', null, 5000, '{sailors}', 'sailors', 'maps', '[0.6,0.8]', '[-1,0]'),
        ('%s', 'Eve', 'care', 20000, null, 'nurses', 'calm', '[0,1]', '[0.8,0.6]'),
        ('%s', 'Zed', 'care', 1, null, null, null, null, null)
        """
            .formatted(ANN, BOB, EVE, SILENT));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static SearchRequest request(int limit, String... filters) {
    return new SearchRequest(
        TABLE,
        tasks(SEEKING, OFFERING),
        Optional.empty(),
        List.of(filters).stream().map(SearchFilter::parse).toList(),
        List.of("name"),
        limit);
  }

  private static List<EmbedTask> tasks(String... columns) {
    return TABLE.embed().stream().filter(task -> List.of(columns).contains(task.column())).toList();
  }

  private static List<FoundRow> search(SearchRequest request, SearchedFor searched)
      throws SQLException {
    return search(request, searched, 1);
  }

  private static List<FoundRow> search(SearchRequest request, SearchedFor searched, int generation)
      throws SQLException {
    try (Connection connection = server.connect()) {
      return ReadOnly.run(
          connection,
          SECONDS,
          database -> RowSearch.run(database, request, searched, Names.standard(), generation));
    }
  }

  private static List<String> keys(SearchRequest request, SearchedFor searched)
      throws SQLException {
    return search(request, searched).stream().map(FoundRow::key).toList();
  }

  @Test
  void shouldFindEachRowOnce_byItsNearestVector_theNearestFirst() throws SQLException {
    List<FoundRow> found = search(request(10), EAST);

    assertThat(found).extracting(FoundRow::key).containsExactly(ANN, EVE, BOB);
    assertThat(found).extracting(FoundRow::column).containsExactly(SEEKING, OFFERING, SEEKING);
    assertThat(found.get(0).similarity()).isEqualTo(1);
    assertThat(found.get(2).similarity()).isBetween(0.59, 0.61);
    assertThat(found.get(1).fields())
        .containsEntry("name", "Eve")
        .containsEntry("offering", "calm");
  }

  @Test
  void shouldFindNoMoreRowsThanAreAskedFor() throws SQLException {
    assertThat(keys(request(1), EAST)).containsExactly(ANN);
  }

  @Test
  void shouldFindRowsNearToARow_butNotTheRowItself() throws SQLException {
    assertThat(keys(request(10), new SearchedFor.Row(ANN))).containsExactlyInAnyOrder(BOB, EVE);
  }

  /** Whose offer is near to what this one seeks. */
  @Test
  void shouldCompareOneVectorOfARowWithAnotherOfTheRest() throws SQLException {
    SearchRequest request =
        new SearchRequest(TABLE, tasks(OFFERING), Optional.of(SEEKING), List.of(), List.of(), 10);

    assertThat(keys(request, new SearchedFor.Row(BOB))).containsExactly(EVE, ANN);
  }

  @Test
  void shouldPassOnlyRowsThatAllFiltersPass() throws SQLException {
    assertThat(keys(request(10, "list_size>=5000"), EAST)).containsExactly(EVE, BOB);
    assertThat(keys(request(10, "list_size<5e3"), EAST)).containsExactly(ANN);
    assertThat(keys(request(10, "niche=care"), EAST)).containsExactly(EVE);
    assertThat(keys(request(10, "niche!=care"), EAST)).containsExactly(ANN, BOB);
    assertThat(keys(request(10, "tags~SAIL"), EAST)).containsExactly(BOB);
    assertThat(keys(request(10, "id=" + EVE, "name=Eve"), EAST)).containsExactly(EVE);
    assertThat(keys(request(10, "name='; drop table matches; --"), EAST)).isEmpty();
  }

  /** An index looks at a bounded number of candidates, and those wanted may not be among them. */
  @Test
  void shouldFindAsManyRowsAsThereAre_whenFewPassTheFilter() throws SQLException {
    execute(
        """
        insert into profiles (id, name, embedding_seeking)
        select ('00000000-0000-0000-0001-' || lpad(n::text, 12, '0'))::uuid, 'crowd',
          array[1, 0.0001 * n]::vector
        from generate_series(1, %d) n
        """
            .formatted(CROWD));
    try {
      assertThat(keys(request(50, "name!=crowd"), EAST)).containsExactly(ANN, EVE, BOB);
      assertThat(keys(request(CROWD + 3), EAST)).hasSize(CROWD + 3);
    } finally {
      execute("delete from profiles where name = 'crowd'");
    }
  }

  @Test
  void shouldRefuse_whenAnotherGenerationBecameActiveMeanwhile_invariant5() {
    assertThatThrownBy(() -> search(request(10), EAST, 2))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Another generation");
  }

  @Test
  void shouldKeepASwitchWaitingUntilItIsDone_invariant5() throws SQLException {
    try (Connection connection = server.connect()) {
      ReadOnly.run(
          connection,
          SECONDS,
          database -> {
            var unused = RowSearch.run(database, request(1), EAST, Names.standard(), 1);
            assertThatThrownBy(
                    () ->
                        execute(
                            "set lock_timeout = '100ms';"
                                + " alter table profiles rename column embedding_seeking to e"))
                .isInstanceOfSatisfying(
                    SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
            return 0;
          });
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    refuses(request(1, "nowhere=1"), EAST, "no column 'nowhere'", "list_size");
    refuses(request(1, "list_size>many"), EAST, "list_size", "'many'");
    refuses(request(1, "updated_at>soon"), EAST, "filter's value");
    refuses(request(1), new SearchedFor.Row("no uuid"), "There is no row 'no uuid'");
    refuses(request(1), new SearchedFor.Row(key(9)), "There is no row", "profiles");
    refuses(request(1), new SearchedFor.Row(SILENT), "no vector", SEEKING, "audit");
  }

  private static void refuses(SearchRequest request, SearchedFor searched, String... told) {
    assertThatThrownBy(() -> search(request, searched))
        .isInstanceOf(UserException.class)
        .message()
        .contains(told);
  }
}
