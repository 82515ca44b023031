package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.DatabasePreparation;
import io.millrace.matching.Calibration;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads three matches of a real PostgreSQL with pgvector. */
class MatchReportIT {
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final MatchPlan MATCHES = PLAN.matches().orElseThrow();
  private static final int SECONDS = 60;
  private static final int DIMENSIONS = 2;

  @TempDir private static Path folder;
  private static TestPostgres server;
  private Connection connection;

  @BeforeAll
  static void startServer() throws SQLException {
    server = TestPostgres.start(folder.resolve("home"));
    try (Connection administrator = server.connect()) {
      execute(administrator, PlanReader.defaultHostTables());
      new DatabasePreparation(PLAN, Names.standard(), DIMENSIONS).apply(administrator);
      execute(administrator, profiles());
      execute(administrator, matches());
    }
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    connection = server.connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Ann and Bob have vectors, Cid has words alone, and Dan none of it. */
  private static String profiles() {
    return """
        insert into profiles (id, name, seeking, offering, who_you_serve, list_size,
          embedding_seeking, embedding_offering, embedding_who_you_serve, embeddings_model)
        values
        ('00000000-0000-0000-0000-00000000000a', 'Ann', 'podcast guests', 'summit stage',
          'tired nurses', 5000, '[1,0]', '[0,1]', '[0.6,0.8]', 'm'),
        ('00000000-0000-0000-0000-00000000000b', 'Bob', 'summit stage', 'radio talks', 'doctors',
          null, '[0,1]', '[0.8,0.6]', '[0.8,0.6]', 'm'),
        ('00000000-0000-0000-0000-00000000000c', 'Cid', 'podcast guests', 'podcast', 'nurses',
          null, null, null, null, null),
        ('00000000-0000-0000-0000-00000000000d', ' ', null, null, null,
          null, null, null, null, null)
        """;
  }

  private static String matches() {
    MatchScorer scorer = new MatchScorer(ScoringRules.defaults(Calibration.PROPORTIONAL));
    ScoringProfile rich = ScoringProfile.builder("a", "m").value(ScoringInput.WEBSITE, "1").build();
    ScoringProfile poor = ScoringProfile.builder("b", "m").build();
    String context = scorer.score(rich, poor).context();
    String insert =
        "insert into matches (id, profile_id, suggested_profile_id, score_ab, score_ba,"
            + " harmonic_mean, match_context) values ('00000000-0000-0000-0000-%s',"
            + " '00000000-0000-0000-0000-00000000000%s',"
            + " '00000000-0000-0000-0000-00000000000%s', %s);";
    return insert.formatted("000000000001", "a", "b", "40, 50, 44.4444, '" + context + "'")
        + insert.formatted("000000000002", "a", "c", "null, null, null, null")
        + insert.formatted("000000000003", "b", "d", "40, 50, 44.4444, '" + context + "'")
        + "create table signals (match_id uuid, outcome text);"
        + "insert into signals values ('00000000-0000-0000-0000-000000000001', 'won, \"big\"'),"
        + " ('00000000-0000-0000-0000-000000000002', 'lost'),"
        + " ('00000000-0000-0000-0000-000000000003', repeat('a long story ', 9));";
  }

  private static void execute(Connection administrator, String sql) throws SQLException {
    try (Statement statement = administrator.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void shouldReportStoredMatchesAndCoverage() throws SQLException {
    MatchReport report =
        ReadOnly.run(connection, SECONDS, database -> MatchReport.read(database, PLAN, MATCHES, 0));

    assertThat(report.read()).isEqualTo(3);
    assertThat(report.tally().matches()).isEqualTo(2);
    assertThat(report.coverage().share("list_size")).isEqualTo(0.25);
    assertThat(report.coverage().share("name")).isEqualTo(0.75);
    assertThat(report.text())
        .contains("3 matches read, 2 of them scored")
        .contains("momentum")
        .contains("harmonic")
        .doesNotContain("podcast", "nurses", "Ann");
    assertThat(report.picture()).startsWith("<svg").contains("jv_history");
  }

  @Test
  void shouldReadNoMoreThanTheSample() throws SQLException {
    MatchReport report =
        ReadOnly.run(connection, SECONDS, database -> MatchReport.read(database, PLAN, MATCHES, 2));

    assertThat(report.read()).isEqualTo(2);
  }

  @Test
  void shouldScoreTheSameMatchesWithVectorsAndWithout() throws SQLException {
    Isolation isolation =
        ReadOnly.run(connection, SECONDS, database -> Isolation.read(database, PLAN, MATCHES, 0));

    // Two texts by two directions: Ann and Bob by vectors, Ann and Cid by words, Dan has none.
    assertThat(isolation.document())
        .containsEntry("matches", 3L)
        .containsEntry("semantic_evaluations", 4L)
        .containsEntry("overlap_fallbacks", 4L)
        .containsEntry("neutral_for_missing_text", 4L);
    assertThat(isolation.text()).contains("offering_seeking").doesNotContain("podcast");
  }

  @Test
  void shouldWriteOutcomesBesideFactorsAndLeaveOutProse() throws SQLException, IOException {
    Path csv = folder.resolve("outcomes.csv");
    OutcomeColumn column = OutcomeColumn.parse("signals.outcome", "public", "match_id");

    long lines =
        ReadOnly.run(
            connection, SECONDS, database -> OutcomeTable.write(database, MATCHES, column, csv));

    List<String> written = Files.readAllLines(csv);
    assertThat(lines).isEqualTo(2);
    assertThat(written.get(0)).startsWith("match,outcome,score_ab").contains(",ba_website");
    assertThat(written.get(1)).contains("000000000001,\"won, \"\"big\"\"\",40,50,44.4444,");
    assertThat(written.get(2)).contains("000000000003,,40,50");
  }

  @Test
  void shouldNotBeAbleToWrite() throws SQLException {
    assertThatThrownBy(
            () ->
                ReadOnly.run(
                    connection,
                    SECONDS,
                    database -> {
                      database.rows("delete from public.signals returning 1", row -> {});
                      return 0;
                    }))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("read-only");
  }

  @Test
  void shouldGiveTheMeansOfASample() throws SQLException {
    Isolation isolation =
        ReadOnly.run(connection, SECONDS, database -> Isolation.read(database, PLAN, MATCHES, 1));

    assertThat(isolation.document()).containsEntry("matches", 1L);
    assertThat(isolation.text())
        .contains("harmonic_mean", "synergy", "offering_seeking", "audience_alignment");
  }
}
