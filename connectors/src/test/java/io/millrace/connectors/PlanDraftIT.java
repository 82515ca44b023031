package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A starting plan is one that the database can be prepared for. */
class PlanDraftIT {
  @TempDir private static Path folder;
  private static TestPostgres server;
  private TestDatabase test;

  @BeforeAll
  static void startServer() {
    server = TestPostgres.start(folder.resolve("home"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    test = TestDatabase.create(server);
  }

  @AfterEach
  void close() throws SQLException {
    test.close();
  }

  @Test
  void shouldEmbedProseAndLeaveOutTheRest() throws SQLException {
    run(
        "create table articles (id bigint primary key, title text, body text, author_email text,"
            + " summary varchar(500), status text, views int, embedding_title int)");

    EnrichmentPlan plan = PlanReader.read(draft("articles"), "new.yaml");

    TablePlan table = Objects.requireNonNull(plan.tables().get("articles"));
    assertThat(table.keyColumn()).isEqualTo("id");
    assertThat(table.embed())
        .extracting(EmbedTask::column)
        .containsExactly("title_vector", "embedding_body", "embedding_summary");
    assertThat(draft("articles"))
        .contains("# left out: author_email, since its name does not sound like prose");
    assertThat(preparation(plan).problems(test.connection())).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatTheServerKnowsToBeShort() throws SQLException {
    run("create table notes (id int primary key, nickname text, body text)");
    run(
        "insert into notes select n, 'short', repeat('a long text ', 20) from generate_series(1, 50) n");
    run("analyze notes");

    assertThat(draft("notes"))
        .contains("embedding_body: { from: [body], index: hnsw }")
        .contains("# left out: nickname, since its values are short, 6 bytes on average");
  }

  @Test
  void shouldKeepUpperCaseAndReservedWordsOfAnotherSchema() throws SQLException {
    run("create schema \"Sales\"");
    run("create table \"Sales\".\"Order\" (\"Id\" int primary key, \"select\" text, \"No\" text)");

    EnrichmentPlan plan = PlanReader.read(draft("Sales.Order"), "new.yaml");

    assertThat(plan.capturedColumns("Order")).containsExactlyInAnyOrder("Id", "No", "select");
    preparation(plan).apply(test.connection());
    assertThat(preparation(plan).isPrepared(test.connection())).isTrue();
  }

  @Test
  void shouldSayWhyNoPlanCanBeMade() throws SQLException {
    run("create table pairs (a int, b int, note text, primary key (a, b))");
    run("create table numbers (id int primary key, value int)");

    assertThatThrownBy(() -> draft("pairs")).hasMessageContaining("a primary key of one column");
    assertThatThrownBy(() -> draft("numbers")).hasMessageContaining("has no column of text");
    assertThatThrownBy(() -> draft("nothing")).hasMessageContaining("there is no table");
  }

  private String draft(String table) throws SQLException {
    return new PlanDraft(table, "sentence-transformers/all-MiniLM-L6-v2").text(test.connection());
  }

  private static DatabasePreparation preparation(EnrichmentPlan plan) {
    return new DatabasePreparation(plan, Names.standard(), 384);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = test.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
