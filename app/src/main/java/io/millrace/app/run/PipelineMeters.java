package io.millrace.app.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.millrace.inference.CacheTier;
import io.millrace.inference.Model;
import io.millrace.inference.ModelMetrics;
import io.millrace.inference.RequestReport;
import io.millrace.topology.PipelineMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Counters of the Streams applications, whose names and labels are a public interface (see
 * docs/metrics.md). All are there from the start, at zero. Threadsafe.
 */
public final class PipelineMeters implements PipelineMetrics, ModelMetrics {
  private static final String SKIPPED = "millrace.work.skipped";
  private static final String FAILURES = "millrace.failures";
  private static final String REASON = "reason";

  /** What is known to fail here; a provider may add its own. */
  private static final List<String> FAILURE_REASONS =
      List.of("unreadable", "not_found", "no_tokens");

  private static final String TASK = "task";
  private static final String PROVIDER = "provider";
  private static final String MODEL = "model";

  /** From a model in this process to the longest time that a provider is given. */
  private static final Duration[] LATENCIES =
      IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Counter requests;
  private final Counter feedbackEvents;
  private final Counter scores;
  private final Timer latency;
  private final AtomicInteger paused = new AtomicInteger();

  public PipelineMeters(MeterRegistry registry) {
    this.registry = registry;
    requests = registry.counter("millrace.model.requests");
    feedbackEvents = registry.counter("millrace.feedback.events");
    scores = registry.counter("millrace.scores.emitted");
    latency = registry.timer("millrace.model.latency");
    registry.gauge("millrace.models.paused", paused);
    for (Skip reason : Skip.values()) {
      registry.counter(SKIPPED, REASON, reason.label());
    }
    for (String reason : FAILURE_REASONS) {
      registry.counter(FAILURES, REASON, reason);
    }
  }

  /** Makes a task's counters known before it has done anything. */
  public void register(String task) {
    registry.counter("millrace.model.calls", TASK, task);
    registry.counter("millrace.model.cache.hits", TASK, task);
    registry.counter("millrace.model.disk.hits", TASK, task);
    registry.counter("millrace.model.shared", TASK, task);
    registry.counter("millrace.model.truncated", TASK, task);
  }

  @Override
  public void skipped(Skip reason, int count) {
    registry.counter(SKIPPED, REASON, reason.label()).increment(count);
  }

  @Override
  public void feedbackEvent() {
    feedbackEvents.increment();
  }

  @Override
  public void failed(String reason) {
    registry.counter(FAILURES, REASON, reason).increment();
  }

  @Override
  public void scored(int count) {
    scores.increment(count);
  }

  @Override
  public void modelCall(String task) {
    registry.counter("millrace.model.calls", TASK, task).increment();
  }

  @Override
  public void request(RequestReport report) {
    requests.increment();
    latency.record(report.latency());
    Tags provider = Tags.of(PROVIDER, report.provider(), MODEL, report.model());
    Timer.builder("millrace.provider.request")
        .tags(provider.and("result", report.result()))
        .serviceLevelObjectives(LATENCIES)
        .register(registry)
        .record(report.latency());
    registry.counter("millrace.provider.tokens", provider).increment((double) report.tokens());
    registry.counter("millrace.provider.cost", provider).increment(report.cost());
  }

  /** Shows whether this instance asks its models nothing because somebody has paused them. */
  void paused(boolean isPaused) {
    paused.set(isPaused ? 1 : 0);
  }

  /** Shows whether a model's provider answers: 0 ok, 1 limited, 2 down, 3 refused. */
  public void watch(Model model) {
    registry.gauge(
        "millrace.provider.state",
        Tags.of(PROVIDER, model.provider(), MODEL, model.description().name()),
        model,
        watched -> watched.health().state().level());
  }

  @Override
  public void cacheHit(String task, CacheTier tier) {
    registry.counter("millrace.model.cache.hits", TASK, task).increment();
    if (tier == CacheTier.DISK) {
      registry.counter("millrace.model.disk.hits", TASK, task).increment();
    }
  }

  @Override
  public void sharedInFlight(String task) {
    registry.counter("millrace.model.shared", TASK, task).increment();
  }

  @Override
  public void truncated(String task) {
    registry.counter("millrace.model.truncated", TASK, task).increment();
  }

  @Override
  public void failed(String task, String reason) {
    registry.counter("millrace.model.errors", TASK, task, REASON, reason).increment();
  }
}
