package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a real engine; it is not started, so that no broker is needed. */
class EngineTest {
  private static final String APPLICATION = "millrace-g1";
  private static final int THREADS = 2;
  private static final long NOW = Instant.parse("2026-11-28T12:00:00Z").toEpochMilli();

  @TempDir private Path folder;

  @Test
  void shouldReadTheThreadsOfAnEngine() {
    try (KafkaStreams streams = engine()) {
      List<ThreadHealth> threads = EngineReading.threads(streams, NOW);

      assertThat(threads).hasSize(THREADS);
      assertThat(threads)
          .allSatisfy(
              thread -> {
                assertThat(thread.name()).startsWith(APPLICATION);
                assertThat(thread.state()).isEqualTo("CREATED");
                assertThat(thread.secondsSincePoll()).isZero();
              });
    }
  }

  @Test
  void shouldPublishOnlyWhatIsDocumented() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (EngineMeters meters = new EngineMeters(registry);
        KafkaStreams streams = engine()) {
      meters.add(APPLICATION, streams, new RestoreWatch(APPLICATION, () -> 0));

      assertThat(registry.getMeters().stream().map(meter -> meter.getId().getName()))
          .contains(
              "kafka.stream.alive.stream.threads",
              "kafka.stream.client.state",
              "kafka.consumer.last.poll.seconds.ago",
              "millrace.stores.restoring")
          .doesNotContain(
              "kafka.consumer.fetch.manager.fetch.rate", "kafka.app.info.start.time.ms");
      assertThat(registry.getMeters())
          .hasSizeLessThan(50)
          .allSatisfy(meter -> assertThat(application(meter)).isEqualTo(APPLICATION))
          .allSatisfy(meter -> assertThat(meter.getId().getTag("kafka.version")).isNull());
      assertThat(registry.get("kafka.stream.alive.stream.threads").gauge().value())
          .isEqualTo(THREADS);
    }
  }

  private static String application(Meter meter) {
    return String.valueOf(meter.getId().getTag("application"));
  }

  private KafkaStreams engine() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        "input", Consumed.with(Serdes.String(), Serdes.String()), Materialized.as("a-store"));
    Properties properties = StreamsProperties.base(APPLICATION);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
    return new KafkaStreams(builder.build(), properties);
  }
}
