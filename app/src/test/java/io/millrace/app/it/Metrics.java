package io.millrace.app.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * One reading of the applications' counters; they begin at zero with each process.
 *
 * @param page in Prometheus' form
 */
record Metrics(String page) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  static Metrics read(String statusUrl) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(statusUrl + "/metrics")).timeout(TIMEOUT).build();
    try {
      return new Metrics(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading metrics", e);
    }
  }

  /** Inputs that were handed to the model. */
  long modelCalls() {
    return sum("millrace_model_calls_total");
  }

  /** Those of tasks whose names begin so. */
  long modelCallsOf(String tasks) {
    return sum("millrace_model_calls_total{task=\"" + tasks);
  }

  /** Events that the sink's own writes caused. */
  long feedbackEvents() {
    return sum("millrace_feedback_events_total");
  }

  /** What ended in the failure list. */
  long failures() {
    return sum("millrace_failures_total");
  }

  /** Rows that sinks say they have written since this process began. */
  long rowsWritten() {
    return sum("millrace_sink_rows_written_total");
  }

  /** Work that was found not to be needed, for one reason. */
  long skipped(String reason) {
    return sum("millrace_work_skipped_total{reason=\"" + reason + "\"}");
  }

  /** Calls that were found not to be needed: nothing had changed, or a newer edit had come. */
  long callsAvoided() {
    return skipped("input_unchanged") + skipped("superseded");
  }

  /** Whether the instance asks its models nothing because somebody has paused them. */
  boolean areModelsPaused() {
    return sum("millrace_models_paused") == 1;
  }

  private long sum(String beginning) {
    return (long)
        page.lines()
            .filter(line -> line.startsWith(beginning))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }
}
