package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.command.CommandProcess.Ended;
import io.millrace.app.matching.MatchRowReader;
import io.millrace.app.matching.StoredMatch;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.matching.Calibration;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands about matches print and return, with a real PostgreSQL behind them. */
class MatchingCommandsIT {
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final int DIMENSIONS = 2;
  private static final String SCORED = "00000000-0000-0000-0000-000000000001";
  private static final String UNSCORED = "00000000-0000-0000-0000-000000000002";
  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000009";
  private static final String ANN = "00000000-0000-0000-0000-00000000000a";
  private static final String BOB = "00000000-0000-0000-0000-00000000000b";

  @TempDir private static Path shared;
  private static TestPostgres server;

  @TempDir private Path folder;
  private CommandProcess millrace;

  @BeforeAll
  static void startServer() throws SQLException {
    server = TestPostgres.start(shared.resolve("home"));
    prepare(server.access());
    try (Connection administrator = server.connect()) {
      execute(administrator, rows());
    }
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void pointToTheServer() {
    millrace = new CommandProcess(folder, server.access());
  }

  private static void prepare(DatabaseAccess database) throws SQLException {
    try (Connection administrator = connect(database)) {
      execute(administrator, PlanReader.defaultHostTables());
      new DatabasePreparation(PLAN, Names.standard(), DIMENSIONS).apply(administrator);
    }
  }

  private static Connection connect(DatabaseAccess database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static String rows() {
    ScoringProfile rich = ScoringProfile.builder("a", "m").value(ScoringInput.WEBSITE, "1").build();
    ScoringProfile poor = ScoringProfile.builder("b", "m").build();
    String context =
        new MatchScorer(ScoringRules.defaults(Calibration.PROPORTIONAL))
            .score(rich, poor)
            .context();
    return """
        insert into profiles (id, name, seeking, offering, embedding_seeking, embedding_offering,
          embeddings_model) values
        ('%1$s', 'Ann', 'podcast guests', 'summit stage', '[1,0]', '[0,1]', 'm'),
        ('%2$s', 'Bob', 'summit stage', 'radio talks', '[0,1]', '[0.8,0.6]', 'm');
        insert into matches (id, profile_id, suggested_profile_id, score_ab, score_ba,
          harmonic_mean, match_context) values
        ('%3$s', '%1$s', '%2$s', 40, 50, 44.4444, '%5$s'),
        ('%4$s', '%2$s', null, null, null, null, null);
        """
        .formatted(ANN, BOB, SCORED, UNSCORED, context);
  }

  private static void execute(Connection administrator, String sql) throws SQLException {
    try (Statement statement = administrator.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Optional<StoredMatch> read(String key) throws SQLException {
    try (Connection connection = server.connect()) {
      return new MatchRowReader(PLAN.matches().orElseThrow(), connection).read(key);
    }
  }

  @Test
  void shouldReadAMatchByItsKey() throws SQLException {
    StoredMatch match = read(SCORED).orElseThrow();

    assertThat(match.key()).isEqualTo(SCORED);
    assertThat(match.a()).isEqualTo(ANN);
    assertThat(match.b()).isEqualTo(BOB);
    assertThat(match.scoreAb()).isEqualTo(40);
    assertThat(match.scoreBa()).isEqualTo(50);
    assertThat(match.harmonicMean()).isEqualTo(44.4444);
    assertThat(match.context()).contains("\"ab\"");
  }

  @Test
  void shouldReadAMatchWithoutSecondProfileAndScore() throws SQLException {
    assertThat(read(UNSCORED))
        .contains(new StoredMatch(UNSCORED, BOB, null, null, null, null, null));
  }

  @Test
  void shouldFindNothingUnderAnUnknownKeyNorUnderWhatCanBeNoKey() throws SQLException {
    assertThat(read(UNKNOWN)).isEmpty();
    assertThat(read("'; drop table matches; --")).isEmpty();
  }

  @Test
  void shouldExplainAMatch() throws Exception {
    Ended text = millrace.run("matching", "explain", SCORED);
    Ended json = millrace.run("matching", "explain", SCORED, "--json");

    assertThat(text.code()).isZero();
    assertThat(text.output()).contains("Score 44.4 of 100", "What B is worth to A:");
    assertThat(json.code()).isZero();
    assertThat(json.json().path("harmonic_mean").asDouble()).isEqualTo(44.4444);
    assertThat(json.json().path("context").path("ab").isObject()).isTrue();
    assertThat(json.json().path("explanation").get(0).asText()).isEqualTo("What B is worth to A:");
  }

  @Test
  void shouldSayThatAMatchIsNotThere() throws Exception {
    Ended ended = millrace.run("matching", "explain", UNKNOWN, "--json");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.json().path("error").asText())
        .isEqualTo("There is no match '" + UNKNOWN + "' in the table 'matches'.");
  }

  @Test
  void shouldReportFiguresAndDrawThem() throws Exception {
    Path picture = folder.resolve("scores.svg");

    Ended ended = millrace.run("matching", "report", "--json", "--picture", picture.toString());

    assertThat(ended.code()).isZero();
    assertThat(ended.json().isObject()).isTrue();
    assertThat(ended.output()).doesNotContain("podcast", "Ann");
    assertThat(Files.readString(picture)).startsWith("<svg");
  }

  @Test
  void shouldIsolateWhatVectorsChange() throws Exception {
    JsonNode document = millrace.run("matching", "isolate", "--json").json();

    // The one match with both profiles: seeking and offering by vectors, no audiences, twice each.
    assertThat(document.path("matches").asInt()).isEqualTo(1);
    assertThat(document.path("semantic_evaluations").asInt()).isEqualTo(2);
    assertThat(document.path("neutral_for_missing_text").asInt()).isEqualTo(2);
  }

  @Test
  void shouldReportAndIsolateEmptyTables() throws Exception {
    CommandProcess empty = new CommandProcess(folder, emptyDatabase());

    Ended report = empty.run("matching", "report");
    Ended isolation = empty.run("matching", "isolate", "--json");

    assertThat(report.code()).isZero();
    assertThat(report.output()).contains("0 matches read, 0 of them scored").doesNotContain("NaN");
    assertThat(isolation.code()).isZero();
    assertThat(isolation.json().path("matches").asInt()).isZero();
    assertThat(isolation.output()).doesNotContain("NaN");
  }

  private static DatabaseAccess emptyDatabase() throws SQLException {
    DatabaseAccess access = server.access();
    try (Connection administrator = server.connect()) {
      execute(administrator, "create database empty");
    }
    DatabaseAccess empty =
        new DatabaseAccess(
            access.host(), access.port(), "empty", access.user(), access.password(), "");
    prepare(empty);
    return empty;
  }

  @Test
  void shouldSayThatNoDatabaseAnswers() throws Exception {
    DatabaseAccess nowhere = new DatabaseAccess("127.0.0.1", 1, "none", "nobody", "secret", "");
    CommandProcess lost = new CommandProcess(folder, nowhere);

    Ended explained = lost.run("matching", "explain", SCORED);
    Ended reported = lost.run("matching", "report", "--json");

    assertThat(explained.code()).isEqualTo(1);
    assertThat(explained.output()).isEmpty();
    assertThat(explained.errors())
        .contains("The database does not answer")
        .doesNotContain("secret");
    assertThat(reported.code()).isEqualTo(1);
    assertThat(reported.json().path("error").asText()).contains("The database does not answer");
  }

  @Test
  void shouldMeasurePairsAndFitTheirCurve() throws Exception {
    String pairs = pairs().toString();

    Ended evaluated = millrace.run("matching", "evaluate-pairs", pairs, "--json");
    Ended calibrated = millrace.run("matching", "calibrate", pairs, "--json");

    assertThat(evaluated.code()).isZero();
    assertThat(evaluated.json().path("pairs").asInt()).isEqualTo(4);
    assertThat(evaluated.json().path("methods").findValuesAsText("method"))
        .containsExactly(
            "word overlap",
            "all-MiniLM-L6-v2",
            "all-MiniLM-L6-v2, labels emphasised",
            "all-MiniLM-L6-v2, as scored");
    assertThat(calibrated.code()).isZero();
    assertThat(calibrated.json().path("points")).hasSize(4);
    assertThat(calibrated.output()).doesNotContain("nurses");
  }

  private Path pairs() throws IOException {
    return Files.writeString(
        folder.resolve("pairs.jsonl"),
        """
        {"a":"tired nurses","b":"hospital staff worn out by shifts","related":true}
        {"a":"people who bake bread","b":"home bakers","related":true}
        {"a":"tired nurses","b":"owners of sailing boats","related":false}
        {"a":"tax advisers","b":"people who bake bread","related":false}
        """);
  }
}
