package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.command.CommandProcess.Ended;
import io.millrace.plan.PlanReader;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at a database, while no other part runs. */
class DoctorCommandIT {
  @TempDir private static Path folder;
  private static TestPostgres server;
  private static CommandProcess millrace;

  @BeforeAll
  static void prepare() throws Exception {
    server = TestPostgres.start(folder.resolve("home"));
    run(PlanReader.defaultHostTables());
    millrace = new CommandProcess(folder, server.access());
    assertThat(millrace.run("init").code()).isZero();
    run("insert into profiles (seeking) values ('A stage'), (null)");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void shouldSayWhichPartsAreDownAndLookAtTheRest() throws Exception {
    Ended ended = millrace.run("doctor", "--json");

    assertThat(ended.code()).isEqualTo(1);
    List<String> found = ended.json().path("findings").findValuesAsText("found");
    assertThat(found)
        .contains("kafka is stopped", "streams is stopped", "topics were not looked at")
        .contains("tables and columns are as the plan needs them")
        .contains("the publication holds exactly the captured columns")
        .contains("sentence-transformers/all-MiniLM-L6-v2 answers")
        .anyMatch(sentence -> sentence.contains("slot 'millrace' is not there"));
    for (JsonNode finding : ended.json().path("findings")) {
      assertThat(finding.path("level").asText().equals("fine"))
          .as(finding.toString())
          .isEqualTo(finding.path("remedy").asText().isEmpty());
    }
  }

  @Test
  void shouldShowWhatDriftedInTheStatus() throws Exception {
    JsonNode status = millrace.run("status", "--json").json();

    assertThat(status.path("problems").get(0).asText())
        .contains("slot 'millrace' is not there", "run 'millrace init', then 'millrace up'");
  }

  @Test
  void shouldPrintTheAuditInTheFormThatIsPromised() throws Exception {
    Ended ended = millrace.run("audit", "--json");

    assertThat(ended.code()).as(ended.errors()).isZero();
    JsonNode audit = ended.json();
    assertThat(audit.path("rows").asInt()).isEqualTo(2);
    assertThat(audit.path("missing").asInt()).isEqualTo(9);
    assertThat(audit.path("fresh").asInt()).as("vectors of blank texts").isEqualTo(7);
    assertThat(audit.fieldNames())
        .toIterable()
        .contains("rows", "fresh", "stale", "missing", "orphaned", "foreign_model", "protected");
    JsonNode column = audit.path("columns").get(0);
    assertThat(column.path("table").asText()).isEqualTo("profiles");
    assertThat(column.path("column").asText()).isEqualTo("embedding_seeking");
    assertThat(column.path("fresh").asInt() + column.path("missing").asInt()).isEqualTo(2);
  }

  @Test
  void shouldExitWith1OnlyWhereThatWasAskedFor() throws Exception {
    assertThat(millrace.run("audit", "--fail-if-stale").code()).isEqualTo(1);
    assertThat(millrace.run("audit", "--fail-if-stale", "--table", "matches").code()).isZero();
    assertThat(millrace.run("audit", "--table", "nobody").code()).isEqualTo(2);
  }

  @Test
  void shouldRefuseToRepairWhileThePipelineDoesNotRun() throws Exception {
    Ended ended = millrace.run("audit", "--repair", "--json");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.json().path("error").asText()).contains("kafka", "millrace up");
  }
}
