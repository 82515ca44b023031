package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.ProviderSettings;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import io.millrace.topology.runtime.ProviderEnvironment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A model provider elsewhere that stops answering: work waits, nothing else does, and each changed
 * text is asked once afterwards. The property {@code millrace.it.outage.seconds} makes the outage
 * last longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(10)
class ProviderOutageIT {
  private static final Community COMMUNITY = new Community("outage", 20);
  private static final int EDITS = 12;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("millrace.it.outage.seconds", 0));

  private final ModelServer server = ModelServer.start();
  private final RunningPipeline pipeline = RunningPipeline.start("it-home-provider", providers());
  private final Tables tables = pipeline.tables();

  /** As a user sets them, but for the pauses, which would make the test long. */
  private ProviderSettings providers() {
    return ProviderEnvironment.read(
        Map.of(
            "MILLRACE_EMBEDDING_PROVIDER", "tei",
            "MILLRACE_EMBEDDING_URL", server.url(),
            "MILLRACE_EMBEDDING_MODEL", ModelServer.MODEL,
            "MILLRACE_EMBEDDING_TIMEOUT_MS", "3000", // so long "up" waits for it too
            "MILLRACE_PROVIDER_DOWN_RETRY_MS", "1000",
            "MILLRACE_PROVIDER_REFUSED_RETRY_MS", "1000"));
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @AfterAll
  void stop() {
    try (server) {
      pipeline.close();
    }
  }

  @Test
  @Order(1)
  void shouldEnrichRowsByTheProvider() throws SQLException {
    assertThat(pipeline.status()).contains("(embed): ok");
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, down, unavailable", "402, refused, no_credit"})
  @Order(2)
  void shouldKeepEditsAndAskForEachOnceAfterwards_invariants2And3(
      int status, String state, String reason) throws SQLException {
    server.fail(status == 0 ? ServerFault.of(Kind.OUTAGE) : ServerFault.status(status));
    List<String> texts = edit("while " + reason);

    awaitStatus("(embed): " + state + ", " + reason);
    shouldStillRescore();
    assertThat(embedded(texts)).as("texts with vectors during the outage").isZero();
    pipeline.up(); // harmless now too

    int asked = server.bodies().size();
    long answered = server.answeredInputs();
    server.recover();
    pipeline.awaitWritten();

    assertThat(server.answeredInputs() - answered).as("inputs answered").isEqualTo(texts.size());
    assertThat(inputsSince(asked)).containsExactlyInAnyOrderElementsOf(texts);
    assertThat(pipeline.status()).contains("(embed): ok");
    assertThat(pipeline.failures()).as("entries of the failure list").isZero();
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  /** Edits as many rows, each twice; returns the texts that stay. */
  private List<String> edit(String name) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (int number = 0; number < EDITS; number++) {
      UUID id = COMMUNITY.profile(number);
      String text = "Somebody to talk to, " + name + ", number " + number;
      for (String version : List.of(text + " at first", text)) {
        tables.execute("update profiles set seeking = ? where id = ?", version, id);
      }
      texts.add(text);
    }
    return texts;
  }

  private void awaitStatus(String line) {
    await().atMost(LIMIT).until(() -> pipeline.status().contains(line));
    if (!OUTAGE.isZero()) {
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plus(LIMIT))
          .until(() -> pipeline.status().contains(line));
    }
  }

  /** What needs no model goes on beside the work that waits. */
  private void shouldStillRescore() throws SQLException {
    UUID match = COMMUNITY.near(14);
    String before = scoredAt(match);

    tables.execute(
        "update profiles set list_size = list_size * 2 where id = ?", COMMUNITY.profile(14));

    await().atMost(LIMIT).until(() -> !scoredAt(match).equals(before));
  }

  private String scoredAt(UUID match) throws SQLException {
    return tables.text("select scored_at from matches where id = ?", match);
  }

  private long embedded(List<String> texts) throws SQLException {
    String count =
        tables.text(
            """
            select count(*) from profiles t join millrace.provenance p
              on p.table_name = 'profiles' and p.key = t.id::text
              and p.column_name = 'embedding_seeking'
              and p.input_hash = md5(convert_to(t.seeking, 'UTF8'))
            where t.seeking = any (?)
            """,
            (Object) texts.toArray(String[]::new));
    return Long.parseLong(count);
  }

  private List<String> inputsSince(int asked) {
    List<JsonNode> bodies = server.bodies();
    return IntStream.range(asked, bodies.size())
        .mapToObj(bodies::get)
        .flatMap(body -> body.path("inputs").valueStream())
        .map(JsonNode::asText)
        .toList();
  }
}
