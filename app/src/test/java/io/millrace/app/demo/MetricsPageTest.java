package io.millrace.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.run.PipelineMeters;
import io.millrace.inference.CacheTier;
import io.millrace.topology.PipelineMetrics.Skip;
import org.junit.jupiter.api.Test;

/** Reads the very page that the applications serve, so that both keep the same names. */
class MetricsPageTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PipelineMeters meters = new PipelineMeters(registry);

  @Test
  void shouldSumModelCallsOverTasks() {
    meters.modelCall("embedding_seeking");
    meters.modelCall("embedding_seeking");
    meters.modelCall("embedding_offering");

    assertThat(new MetricsPage(registry.scrape()).modelCalls()).isEqualTo(3);
  }

  @Test
  void shouldCountAsAvoidedWhatWasRememberedCachedOrShared() {
    meters.skipped(Skip.INPUT_UNCHANGED, 4);
    meters.skipped(Skip.BLANK, 10);
    meters.cacheHit("embedding_seeking", CacheTier.MEMORY);
    meters.sharedInFlight("embedding_seeking");

    assertThat(new MetricsPage(registry.scrape()).callsAvoided()).isEqualTo(6);
  }

  @Test
  void shouldShowTheCountersOfTheContractFromTheStart() {
    meters.register("embedding_seeking");

    assertThat(registry.scrape())
        .contains("millrace_model_calls_total{task=\"embedding_seeking\"} 0.0")
        .contains("millrace_model_requests_total 0.0")
        .contains("millrace_work_skipped_total{reason=\"input_unchanged\"} 0.0")
        .contains("millrace_feedback_events_total 0.0");
  }
}
