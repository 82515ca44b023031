package io.millrace.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.millrace.topology.task.TaskMetrics;
import io.millrace.topology.task.TextEmbedder;

/**
 * Counters of what tasks compute themselves: the same as those of models behind a service, since a
 * call is a call (see docs/metrics.md). Threadsafe.
 */
public final class TaskMeters implements TaskMetrics {
  private static final String TASK = "task";

  private final MeterRegistry registry;

  /** Counts into a registry, which from now on leaves out what is asked within a task's call. */
  public TaskMeters(MeterRegistry registry) {
    this.registry = registry;
    registry
        .config()
        .meterFilter(MeterFilter.deny(id -> TextEmbedder.WITHIN_A_TASK.equals(id.getTag(TASK))));
  }

  @Override
  public void taskCall(String task) {
    count("millrace.model.calls", task);
  }

  @Override
  public void answerRemembered(String task) {
    count("millrace.model.cache.hits", task);
  }

  @Override
  public void answerShared(String task) {
    count("millrace.model.shared", task);
  }

  @Override
  public void inputTruncated(String task) {
    count("millrace.model.truncated", task);
  }

  @Override
  public void taskFailed(String task, String reason) {
    registry.counter("millrace.model.errors", TASK, task, "reason", reason).increment();
  }

  private void count(String counter, String task) {
    registry.counter(counter, TASK, task).increment();
  }
}
