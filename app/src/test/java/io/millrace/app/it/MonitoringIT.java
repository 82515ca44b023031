package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.monitoring.MonitoringFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the dashboard, the rules and probes ask of a running pipeline, it answers. */
@ExtendWith(PipelineExtension.class)
class MonitoringIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Pattern NAME = Pattern.compile("(?m)^([a-z_]+)[{ ]");

  /** Appear only while rows wait for a model, and after one has failed. */
  private static final Set<String> AT_TIMES =
      Set.of("millrace_backlog_rows", "millrace_model_errors_total");

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningPipeline pipeline;

  MonitoringIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  void shouldGiveEveryMetricThatDashboardAndRulesAskFor() throws Exception {
    pipeline
        .tables()
        .execute(
            "insert into profiles (id, name, seeking) values (?, 'A', ?)",
            UUID.randomUUID(),
            "A partner for a book " + UUID.randomUUID());
    pipeline.awaitWritten();
    Set<String> asked = new TreeSet<>(MonitoringFiles.metrics());
    asked.removeAll(AT_TIMES);

    await().atMost(LIMIT).untilAsserted(() -> assertThat(given()).containsAll(asked));
  }

  @Test
  void shouldBeLiveAndReadyOnceItRuns() throws Exception {
    pipeline.awaitWritten();

    HttpResponse<String> live = get(pipeline.environment().statusUrl() + "/health/live");
    HttpResponse<String> ready = get(pipeline.environment().statusUrl() + "/health/ready");

    assertThat(live.statusCode()).as(live.body()).isEqualTo(200);
    assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
    assertThat(ready.body()).contains("millrace-rows", "millrace-g1", "seconds_since_poll");
  }

  /** Names from the applications and from Connect. */
  private Set<String> given() throws IOException, InterruptedException {
    String connect = pipeline.environment().connectMetricsUrl().orElseThrow();
    String pages =
        get(pipeline.environment().statusUrl() + "/metrics").body() + "\n" + get(connect).body();
    Set<String> names = new TreeSet<>();
    NAME.matcher(pages).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return http.send(request, BodyHandlers.ofString());
  }
}
