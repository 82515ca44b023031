package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
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
}
