package io.millrace.topology.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * Reads from an engine how its threads fare. A state alone does not tell: a thread that hangs keeps
 * its state, and classic heartbeats go on in the background.
 */
final class EngineReading {
  private static final double MILLIS = 1_000;
  private static final String CONSUMERS = "consumer-metrics";
  private static final String LAST_POLL = "last-poll-seconds-ago";
  private static final String CLIENT = "client-id";
  private static final String THREADS = "stream-thread-metrics";
  private static final String THREAD_START = "thread-start-time";
  private static final String THREAD = "thread-id";

  private final Map<String, Double> sincePoll = new HashMap<>();
  private final Map<String, Double> startedAt = new HashMap<>();
  private final long now;

  /**
   * @param now milliseconds since 1970
   */
  private EngineReading(Map<MetricName, ? extends Metric> metrics, long now) {
    this.now = now;
    metrics.forEach(
        (name, metric) -> {
          if (isNamed(name, CONSUMERS, LAST_POLL)) {
            sincePoll.put(name.tags().get(CLIENT), number(metric));
          } else if (isNamed(name, THREADS, THREAD_START)) {
            startedAt.put(name.tags().get(THREAD), number(metric));
          }
        });
  }

  /** The threads of an engine, those that died and were not replaced left out. */
  static List<ThreadHealth> threads(KafkaStreams streams, long now) {
    EngineReading reading = new EngineReading(streams.metrics(), now);
    return streams.metadataForLocalThreads().stream().map(reading::thread).toList();
  }

  private ThreadHealth thread(ThreadMetadata thread) {
    double poll = sincePoll.getOrDefault(thread.consumerClientId(), -1.0);
    return new ThreadHealth(
        thread.threadName(),
        thread.threadState(),
        poll >= 0 ? poll : sinceStart(thread.threadName()));
  }

  /** Kafka's consumer says -1 until its first poll. */
  private double sinceStart(String thread) {
    double started = startedAt.getOrDefault(thread, 0.0);
    return started > 0 ? Math.max(0, (now - started) / MILLIS) : 0;
  }

  private static boolean isNamed(MetricName name, String group, String metric) {
    return name.group().equals(group) && name.name().equals(metric);
  }

  private static double number(Metric metric) {
    return metric.metricValue() instanceof Number value ? value.doubleValue() : -1;
  }
}
