package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.command.CommandProcess.Ended;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ProviderSettings;
import io.millrace.plan.PlanReader;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search finds and refuses, with a real PostgreSQL and the default model. */
class SearchCommandIT {
  private static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2";
  private static final UUID BAKER = new UUID(0, 1);
  private static final UUID SAILOR = new UUID(0, 2);
  private static final UUID NURSE = new UUID(0, 3);

  @TempDir private static Path folder;
  private static TestPostgres server;
  private static CommandProcess millrace;

  @BeforeAll
  static void start() throws Exception {
    server = TestPostgres.start(folder.resolve("home"));
    run(PlanReader.defaultHostTables());
    millrace = new CommandProcess(folder, server.access());
    assertThat(millrace.run("init").code()).isZero();
    try (EmbeddingModel model = EmbeddingModels.open(MODEL, ProviderSettings.defaults())) {
      insert(model, BAKER, "Ann", 100, "home bakers", "bread recipes");
      insert(model, SAILOR, "Bob", 5_000, "owners of sailing boats", "lessons in navigation");
      insert(model, NURSE, "Eve", 20_000, "tired hospital nurses", "calm after a night shift");
    }
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

  private static void insert(
      EmbeddingModel model, UUID id, String name, int size, String seeking, String offering)
      throws SQLException {
    String sql =
        "insert into profiles (id, name, list_size, seeking, offering, embedding_seeking,"
            + " embedding_offering) values (?, ?, ?, ?, ?, ?::vector, ?::vector)";
    try (Connection connection = server.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      statement.setString(2, name);
      statement.setInt(3, size);
      statement.setString(4, seeking);
      statement.setString(5, offering);
      statement.setString(6, vector(model, seeking));
      statement.setString(7, vector(model, offering));
      statement.executeUpdate();
    }
  }

  private static String vector(EmbeddingModel model, String text) {
    return Arrays.toString(
        model
            .embed(List.of(text))
            .toCompletableFuture()
            .join()
            .get(0)
            .answer()
            .orElseThrow()
            .value()
            .vector());
  }

  private static List<String> keys(JsonNode document) {
    return document.path("rows").findValuesAsText("key");
  }

  @Test
  void shouldFindTheRowsThatMeanWhatATextMeans() throws Exception {
    JsonNode found =
        millrace.run("search", "exhausted clinic staff", "--limit", "2", "--json").json();

    JsonNode first = found.path("rows").get(0);
    assertThat(found.path("model").asText()).isEqualTo(MODEL);
    assertThat(found.path("rows")).hasSize(2);
    assertThat(first.path("key").asText()).isEqualTo(NURSE.toString());
    assertThat(first.path("column").asText()).isEqualTo("embedding_seeking");
    assertThat(first.path("similarity").asDouble()).isBetween(0.5, 1.0);
    assertThat(first.path("fields").path("seeking").asText()).isEqualTo("tired hospital nurses");
  }

  @Test
  void shouldFindRowsNearToARow_butNotTheRowItself() throws Exception {
    JsonNode found =
        millrace
            .run(
                "search",
                "--row",
                NURSE.toString(),
                "--from",
                "embedding_offering",
                "--column",
                "embedding_seeking",
                "--json")
            .json();

    assertThat(keys(found)).containsExactlyInAnyOrder(BAKER.toString(), SAILOR.toString());
    assertThat(found.path("rows").findValuesAsText("column")).containsOnly("embedding_seeking");
  }

  @Test
  void shouldPrintForPeople() throws Exception {
    Ended ended = millrace.run("search", "navigation at sea", "--limit", "1", "--show", "name");

    assertThat(ended.code()).isZero();
    assertThat(ended.output())
        .contains("1 rows of profiles, nearest first")
        .contains(SAILOR + "  embedding_offering")
        .contains("name: Bob")
        .contains("offering: lessons in navigation");
  }

  @Test
  void shouldSayWhatIsWrong_beforeAModelIsAsked() throws Exception {
    Ended ended = millrace.run("search", "x", "--column", "seeking", "--limit", "0", "--json");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.json().path("error").asText())
        .contains("no vector 'seeking'", "embedding_seeking", "--limit");
  }

  @Test
  void shouldSayThatABlankTextHasNothingToLookFor() throws Exception {
    Ended ended = millrace.run("search", " \u00a0 ", "--json");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.json().path("error").asText()).contains("nothing in the text");
  }
}
