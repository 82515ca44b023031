package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
  /** A store that goes on without its changelog would lose what it holds with the next crash. */
  @Test
  void shouldStopWhereARecordCannotBeWritten_invariant3() {
    Properties properties = StreamsProperties.base("application");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");

    assertThat(new StreamsConfig(properties).productionExceptionHandler())
        .isExactlyInstanceOf(DefaultProductionExceptionHandler.class);
  }

  /** Longer than the engine's own default, it would hold back the work of a killed instance. */
  @Test
  void shouldEndTheTransactionsOfAKilledInstanceAsSoonAsTheEngineWould() {
    Properties properties = StreamsProperties.of(config(Map.of()), "application");

    assertThat(timeout(properties)).isEqualTo(10_000);
    assertThat(
            timeout(
                StreamsProperties.of(
                    config(Map.of(MillraceConfig.TRANSACTION_TIMEOUT, "30000")), "application")))
        .isEqualTo(30_000);
  }

  /** What is written to is never compacted; a few rows that change often are soon many records. */
  @Test
  void shouldKeepChangelogsInSegmentsThatAreLittleLargerThanTheLargestRecord() {
    Properties properties = StreamsProperties.of(config(Map.of()), "application");

    assertThat(segment(properties)).isEqualTo(17 * 1024 * 1024);
    assertThat(
            segment(
                StreamsProperties.of(
                    config(Map.of(MillraceConfig.CHANGELOG_SEGMENT, "52428800")), "application")))
        .isEqualTo(52_428_800);
  }

  /** A broker refuses a record that is larger than a segment, and so the row's whole partition. */
  @Test
  void shouldRefuseSegmentsThatALargeRowDoesNotFitIn_invariant3() {
    assertThatThrownBy(() -> config(Map.of(MillraceConfig.CHANGELOG_SEGMENT, "16777216")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(MillraceConfig.CHANGELOG_SEGMENT);
  }

  private static @Nullable Object segment(Properties properties) {
    return properties.get(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG));
  }

  private static @Nullable Object timeout(Properties properties) {
    return properties.get(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
  }

  private static MillraceConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(MillraceConfig.PLAN, "plan.yaml");
    settings.put(MillraceConfig.BOOTSTRAP_SERVERS, "unused:1");
    settings.put(MillraceConfig.REGISTRY_URL, "http://127.0.0.1:1");
    settings.put(MillraceConfig.PLACEHOLDER, "a placeholder of some length");
    settings.put(MillraceConfig.STATE_DIRECTORY, "state");
    return new MillraceConfig(settings);
  }
}
