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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the command says and refuses before Kafka is needed; the first test is before init. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdoptCommandIT {
  private static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2";
  private static final String KEY = "00000000-0000-0000-0000-000000000001";

  @TempDir private static Path folder;
  private static TestPostgres server;
  private static CommandProcess millrace;

  @BeforeAll
  static void start() throws SQLException {
    server = TestPostgres.start(folder.resolve("home"));
    run(PlanReader.defaultHostTables());
    millrace = new CommandProcess(folder, server.access());
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
  @Order(1)
  void shouldSayThatTheDatabaseIsToBePreparedFirst() throws Exception {
    Ended ended = millrace.run("adopt", "--model", MODEL, "--json");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.json().path("error").asText()).contains("millrace init");
  }

  @Test
  @Order(2)
  void shouldRefuseVectorsOfWhichNobodyNamesTheModel() throws Exception {
    Ended ended = millrace.run("adopt", "--json");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.json().path("error").asText()).contains("--model-column");
  }

  @Test
  @Order(3)
  void shouldCompareASampleAndRefuse() throws Exception {
    assertThat(millrace.run("init").code()).isZero();
    run(
        "insert into profiles (id, seeking, embedding_seeking) values ('%s', 'A stage', (select array_agg(1)::real[]::vector from generate_series(1, 384)))"
            .formatted(KEY));

    Ended looked = millrace.run("adopt", "--model", MODEL, "--dry-run", "--json");
    Ended asked = millrace.run("adopt", "--model", MODEL, "--yes", "--json");

    assertThat(looked.code()).isZero();
    JsonNode found = looked.json();
    assertThat(found.path("adoptable").asInt()).isEqualTo(1);
    assertThat(found.path("adopted").asInt()).isZero();
    assertThat(found.path("sample").path("agreed").asInt()).isZero();
    assertThat(found.path("sample").path("disagreeing").findValuesAsText("key"))
        .containsExactly(KEY);
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.json().path("error").asText())
        .contains(KEY + " embedding_seeking", "Nothing was adopted")
        .doesNotContain("A stage");
  }

  @Test
  @Order(4)
  void shouldSayThatTheModelColumnIsMissing_andThatNothingIsLeft() throws Exception {
    Ended missing = millrace.run("adopt", "--model-column", "nowhere", "--json");
    Ended nothing = millrace.run("adopt", "--model-column", "embeddings_model");

    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.json().path("error").asText()).contains("nowhere");
    assertThat(nothing.code()).isZero();
    assertThat(nothing.output())
        .contains("profiles.embedding_seeking: 1 vectors, 0 noted before, 1 of another model")
        .contains("There is nothing to adopt.");
  }
}
