package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plan.PlanReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientAccessTest {
  private static final Map<String, String> ENTRIES =
      ClientAccess.entries(
          Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "a secret"),
          Map.of("apicurio.auth.password", "another"));

  private final ClientAccess access = ClientAccess.of("/run/clients.properties", ENTRIES);

  @Test
  void shouldLetTheSourceReadItsSignalsAndWriteItsValues() {
    Map<String, String> configuration =
        SourceConfiguration.of(Settings.source(PlanReader.readDefault(), true), access);

    assertThat(configuration)
        .containsEntry(
            "signal.consumer.sasl.jaas.config",
            "${file:/run/clients.properties:kafka.sasl.jaas.config}")
        .containsEntry(
            "value.converter.apicurio.auth.password",
            "${file:/run/clients.properties:registry.apicurio.auth.password}")
        .containsEntry("signal.consumer.isolation.level", "read_committed");
  }

  @Test
  void shouldLetTheSinkReportAndReadItsValues() {
    Map<String, String> configuration = SinkConfiguration.of(Settings.sink(true), access);

    assertThat(configuration)
        .containsKeys(
            "millrace.producer.security.protocol",
            "millrace.registry.client.apicurio.auth.password",
            "value.converter.apicurio.auth.password");
  }

  @Test
  void shouldHoldNoSecretInAConfiguration() {
    assertThat(SinkConfiguration.of(Settings.sink(true), access).values())
        .noneMatch(value -> value.contains("a secret") || value.contains("another"));
    assertThat(SinkConfiguration.of(Settings.sink(true), ClientAccess.OPEN))
        .isEqualTo(SinkConfiguration.of(Settings.sink(true)));
  }
}
