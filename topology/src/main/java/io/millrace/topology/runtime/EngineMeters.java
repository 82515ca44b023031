package io.millrace.topology.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Publishes metrics of Kafka Streams and its clients: the few that docs/metrics.md names. An engine
 * of three threads has more than a thousand, most of them for each task and each topic. Threadsafe.
 */
public final class EngineMeters implements AutoCloseable {
  /** Partitions of stores that are being restored, by application. */
  public static final String STORES_RESTORING = "millrace.stores.restoring";

  private static final String ENGINE = "kafka.";
  private static final String TOTAL = ".total";
  private static final Set<String> PUBLISHED =
      Set.of(
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.client.state",
          "kafka.stream.thread.process",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.poll.ratio",
          "kafka.stream.thread.punctuate.ratio",
          "kafka.stream.thread.commit.ratio",
          "kafka.stream.task.dropped.records",
          "kafka.consumer.last.poll.seconds.ago",
          "kafka.consumer.coordinator.rebalance",
          "kafka.consumer.coordinator.failed.rebalance");

  private final MeterRegistry registry;
  private final List<KafkaStreamsMetrics> binders = new ArrayList<>();

  /**
   * Has a registry take from now on only what is published, and no versions as labels; to be done
   * before anything is counted in it.
   */
  public EngineMeters(MeterRegistry registry) {
    this.registry = registry;
    registry
        .config()
        .meterFilter(MeterFilter.ignoreTags("kafka.version", "process.id", "application.id"))
        .meterFilter(MeterFilter.deny(EngineMeters::isLeftOut));
  }

  private static boolean isLeftOut(Meter.Id id) {
    String name = id.getName();
    String base = name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
    return name.startsWith(ENGINE) && !PUBLISHED.contains(base);
  }

  /** Publishes an engine's, with its application as a label. */
  synchronized void add(String application, KafkaStreams streams, RestoreWatch restoring) {
    KafkaStreamsMetrics binder =
        new KafkaStreamsMetrics(streams, Tags.of("application", application));
    binder.bindTo(registry);
    binders.add(binder);
    registry.gauge(
        STORES_RESTORING, Tags.of("application", application), restoring, RestoreWatch::restoring);
  }

  @Override
  public synchronized void close() {
    binders.forEach(KafkaStreamsMetrics::close);
    binders.clear();
  }
}
