package io.millrace.app.demo;

import io.millrace.app.UserException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * One reading of the applications' counters.
 *
 * @param text in Prometheus' form
 */
record MetricsPage(String text) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  static MetricsPage read(String statusUrl) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(statusUrl + "/metrics")).timeout(TIMEOUT).build();
    try {
      return new MetricsPage(
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw UserException.failure("The applications do not answer at " + statusUrl + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while reading metrics", e);
    }
  }

  /** The sum over all labels of the samples that begin so. */
  long sum(String beginning) {
    return (long)
        text.lines()
            .filter(line -> line.startsWith(beginning))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** Inputs that were handed to the model. */
  long modelCalls() {
    return sum("millrace_model_calls_total");
  }

  /** Inputs that would have been, had nobody remembered or shared an answer. */
  long callsAvoided() {
    return sum("millrace_work_skipped_total{reason=\"input_unchanged\"}")
        + sum("millrace_model_cache_hits_total")
        + sum("millrace_model_shared_total");
  }
}
