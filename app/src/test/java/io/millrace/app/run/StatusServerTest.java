package io.millrace.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.topology.runtime.ApplicationHealth;
import io.millrace.topology.runtime.InstanceHealth;
import io.millrace.topology.runtime.ThreadHealth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {
  private static final String TOKEN = "let me see";
  private StatusServer server = MadeUpStatus.providerDown().start("");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldServeThePageAndAllThatItNeeds() throws Exception {
    HttpResponse<String> page = get("/", "");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Millrace</title>");
    assertThat(get("/page/uplot.js", "").body()).contains("uPlot");
    assertThat(get("/page/page.css", "").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/css");
  }

  @Test
  void shouldForbidScriptsOfOthersAndFrames() throws Exception {
    HttpResponse<String> page = get("/", "");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body()).doesNotContain("<script>", "onclick", "style=");
  }

  @Test
  void shouldTellAllThatThePageShows() throws Exception {
    JsonNode status = Json.MAPPER.readTree(get("/status.json", "").body());

    assertThat(status.path("lag").path("behind_seconds").asDouble()).isEqualTo(312);
    assertThat(status.path("lag").path("stages")).hasSize(7);
    assertThat(status.path("freshness").path(0).path("p99_seconds").asDouble()).isPositive();
    assertThat(status.path("totals").path("model_calls").asLong()).isPositive();
    assertThat(status.path("totals").path("calls_avoided").asLong()).isPositive();
    assertThat(status.path("failures").path("no_tokens").asLong()).isEqualTo(1);
    assertThat(status.path("errors").path("server_error").asLong()).isEqualTo(1);
    assertThat(status.path("models").path(1).path("state").asText()).isEqualTo("down");
    assertThat(status.path("writes")).isNotEmpty();
    assertThat(status.path("series").path("at")).hasSize(720);
  }

  @Test
  void shouldLeaveOutWhatThePageKnowsAlready() throws Exception {
    JsonNode all = Json.MAPPER.readTree(get("/status.json", "").body()).path("series").path("at");

    JsonNode since =
        Json.MAPPER
            .readTree(get("/status.json?since=" + all.path(718).asLong(), "").body())
            .path("series");

    assertThat(since.path("at")).hasSize(2);
    assertThat(since.path("behind_seconds")).hasSize(2);
  }

  @Test
  void shouldListPartitionsOnDemandOnly() throws Exception {
    assertThat(get("/status.json", "").body()).doesNotContain("\"partitions\"");
    assertThat(get("/status.json?partitions=true", "").body()).contains("\"partitions\"");
  }

  @Test
  void shouldAskForTheTokenButLeaveProbesOpen() throws Exception {
    server.close();
    server = MadeUpStatus.idle().start(TOKEN);

    assertThat(get("/", "").statusCode()).isEqualTo(401);
    assertThat(get("/", "").headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Basic");
    assertThat(get("/status.json", "").statusCode()).isEqualTo(401);
    assertThat(get("/status.json", "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(get("/status.json", "Basic !").statusCode()).isEqualTo(401);
    assertThat(get("/status.json", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    assertThat(get("/", "Basic " + base64("any:" + TOKEN)).statusCode()).isEqualTo(200);
    assertThat(get("/metrics", "").statusCode()).isEqualTo(200);
    assertThat(get("/health", "").statusCode()).isEqualTo(200);
    assertThat(get("/ready", "").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAnswerProbesWithReasonsAndWithoutAToken() throws Exception {
    ApplicationHealth restoring =
        new ApplicationHealth(
            "millrace-g1", "REBALANCING", List.of(new ThreadHealth("t-1", "RUNNING", 0.04)), 1, 3);
    server.close();
    server = MadeUpStatus.idle().faring(fares(restoring)).start(TOKEN);

    HttpResponse<String> live = get("/health/live", "");
    HttpResponse<String> ready = get("/health/ready", "");

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(Json.MAPPER.readTree(live.body()).path("status").asText()).isEqualTo("ok");
    assertThat(ready.statusCode()).isEqualTo(503);
    JsonNode answer = Json.MAPPER.readTree(ready.body());
    assertThat(answer.path("reasons").path(0).asText())
        .isEqualTo("millrace-g1 is REBALANCING, 3 partitions of stores to restore");
    assertThat(answer.path("applications").path(0).path("threads").path(0).path("thread").asText())
        .isEqualTo("t-1");
    assertThat(get("/ready", "").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldAskToBeStartedAgainWhereAThreadHangs() throws Exception {
    ApplicationHealth hung =
        new ApplicationHealth(
            "millrace-g1", "RUNNING", List.of(new ThreadHealth("t-1", "RUNNING", 412)), 1, 0);
    server.close();
    server = MadeUpStatus.idle().faring(fares(hung)).start("");

    assertThat(get("/health/live", "").statusCode()).isEqualTo(503);
    assertThat(get("/health/live", "").body()).contains("t-1 has not polled for 412 s");
    assertThat(get("/health/ready", "").statusCode()).isEqualTo(503);
    assertThat(get("/health", "").statusCode()).isEqualTo(503);
  }

  private static InstanceHealth fares(ApplicationHealth application) {
    return InstanceHealth.of(List.of(application), Duration.ofMinutes(5));
  }

  @Test
  void shouldAnswerNothingElse() throws Exception {
    assertThat(get("/page/../logback.xml", "").statusCode()).isEqualTo(404);
    assertThat(get("/unknown", "").statusCode()).isEqualTo(404);
    assertThat(get("/page/page.css.map", "").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/status.json"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(HttpClient.newHttpClient().send(post, BodyHandlers.ofString()).statusCode())
        .isEqualTo(405);
  }

  private HttpResponse<String> get(String path, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
