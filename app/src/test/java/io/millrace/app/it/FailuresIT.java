package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.failures.FailureEntry;
import io.millrace.app.failures.FailureSelection;
import io.millrace.app.failures.Failures;
import io.millrace.schemas.Names;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cannot be enriched is listed, stops nothing, and leaves the list once it can be. */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(6)
class FailuresIT {
  private static final Community COMMUNITY = new Community("failures", 20);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The tokenizer makes nothing of it. */
  private static final String REFUSED = "\ufffd\ufffd";

  private final RunningPipeline pipeline;
  private final Tables tables;

  FailuresIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @Test
  void shouldListARefusedTextUntilItIsAnotherOne_invariant3() throws SQLException {
    UUID id = COMMUNITY.profile(3);
    seek(id, REFUSED);
    pipeline.awaitWritten();

    assertThat(entries(id))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.failure().getReason()).isEqualTo("no_tokens");
              assertThat(entry.failure().getColumn()).isEqualTo("embedding_seeking");
              assertThat(entry.document().toString()).doesNotContain(REFUSED);
            });
    long calls = pipeline.metrics().modelCalls();
    Failures.Retried retried = failures().retry(new FailureSelection.OfReason("no_tokens"));
    pipeline.awaitWritten();
    assertThat(retried).isEqualTo(new Failures.Retried(1, 0, 0));
    assertThat(entries(id)).as("refused again").hasSize(1);
    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isEqualTo(1);

    seek(id, "Somebody who mends umbrellas");
    pipeline.awaitWritten();

    assertThat(entries(id)).isEmpty();
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  void shouldRetryFromTheStatusPage() throws Exception {
    UUID id = COMMUNITY.profile(4);
    seek(id, REFUSED);
    pipeline.awaitWritten();
    long calls = pipeline.metrics().modelCalls();

    HttpResponse<String> list = page("/failures.json", "GET");
    HttpResponse<String> retried = page("/failures/retry?reason=no_tokens", "POST");
    pipeline.awaitWritten();

    assertThat(list.body()).contains("no_tokens").doesNotContain(id.toString());
    assertThat(retried.statusCode()).isEqualTo(200);
    assertThat(retried.body()).contains("\"rows\":1");
    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isEqualTo(1);
    assertThat(entries(id)).as("refused again").hasSize(1);
    seek(id, "Somebody who mends sails");
    pipeline.awaitWritten();
  }

  private HttpResponse<String> page(String path, String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(pipeline.environment().statusUrl() + path))
            .header("X-Millrace-Page", "status")
            .method(method, BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void shouldTakeRowsThatAreGoneOffTheList() throws SQLException {
    UUID id = COMMUNITY.profile(5);
    seek(id, REFUSED);
    pipeline.awaitWritten();

    tables.execute("delete from profiles where id = ?", id);
    pipeline.awaitWritten();

    assertThat(entries(id)).isEmpty();
  }

  @Test
  void shouldListRecordsThatCannotBeRead_stopForNone_andReadTheirRowsAgain_invariant3()
      throws SQLException {
    UUID id = COMMUNITY.profile(7);
    UUID gone = new UUID(0, 7);
    send(id.toString(), new byte[] {1, 2, 3});
    send(gone.toString(), ByteBuffer.allocate(9).put((byte) 0).putInt(123_456_789).array());
    send(null, new byte[] {0});
    seek(COMMUNITY.profile(8), "Somebody who tunes church bells");
    await().atMost(LIMIT).until(() -> unreadable().size() == 3);
    pipeline.awaitWritten();

    assertThat(pipeline.oracle().wrong()).as("the edit beside them went on").isEmpty();
    Failures.Retried retried = failures().retry(new FailureSelection.OfReason("unreadable"));
    pipeline.awaitWritten();

    assertThat(retried).isEqualTo(new Failures.Retried(1, 1, 1));
    assertThat(unreadable())
        .singleElement()
        .satisfies(entry -> assertThat(entry.failure().getKey()).isEmpty());
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  private void seek(UUID id, String text) throws SQLException {
    tables.execute("update profiles set seeking = ? where id = ?", text, id);
  }

  private void send(@Nullable String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", pipeline.installation().environment().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var unused =
          producer.send(
              new ProducerRecord<>(Names.standard().cdcTopic("public", "profiles"), key, value));
    }
  }

  private List<FailureEntry> unreadable() {
    return failures().list(new FailureSelection.OfReason("unreadable"));
  }

  private List<FailureEntry> entries(UUID id) {
    return failures().list(FailureSelection.OfRow.parse("profiles/" + id));
  }

  private Failures failures() {
    return new Failures(pipeline.installation());
  }
}
