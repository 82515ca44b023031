package io.millrace.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.settings.ConfigurationReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dmillrace.golden=write} to write the page anew. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/sink-configuration.md");
  private static final String INTRODUCTION =
      """
      # Settings of the sink connector

      Generated from `SinkSettings`; change it there, then run
      `mvn -pl sink -am test -Dmillrace.golden=write`.

      `millrace up` fills them in from the plan. `connector.class` is
      `io.millrace.sink.MillraceSinkConnector`; Connect's own keys (`topics`, `tasks.max`,
      converters, `consumer.override.isolation.level=read_committed`) are in
      `connectors/src/main/resources/io/millrace/connectors/sink-connector.json`. Give the password
      through a Connect ConfigProvider, never in plain text. Keys that begin with
      `millrace.producer.` are passed on, without that prefix, to the producer of reports and
      failures; those that begin with `millrace.registry.client.`, to the registry's client.
      """;

  @Test
  void shouldKeepThePageOfSettingsUpToDate() throws IOException {
    String page = ConfigurationReference.page(INTRODUCTION, SinkSettings.definition());
    if ("write".equals(System.getProperty("millrace.golden"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/sink-configuration.md; -Dmillrace.golden=write writes it anew")
        .isEqualTo(page);
  }
}
