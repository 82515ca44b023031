package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.settings.ConfigurationReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dmillrace.golden=write} to write the page anew. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final String INTRODUCTION =
      """
      # Settings of the Streams applications

      Generated from `MillraceConfig`; change it there, then run
      `mvn -pl topology -am test -Dmillrace.golden=write`.

      `millrace run --settings FILE` reads a Java properties file. An environment variable of the
      same name in capitals, with `_` for `.`, goes before the file: `millrace.plan.file` is
      `MILLRACE_PLAN_FILE`. Bad values are all reported at once, and so is an unknown key that begins
      with `millrace.`. `millrace up` sets these keys itself; see [operations](operations.md) for the
      variables that it reads. The sink has [settings of its own](sink-configuration.md).

      What begins with `millrace.kafka.` is handed to Kafka's clients without that prefix
      (`millrace.kafka.security.protocol`), as far as all of them know it; what begins with
      `millrace.registry.client.`, to the registry's serializers. A secret may be given as a file: the
      variable of its key with `_FILE` at its end names one, such as
      `MILLRACE_KAFKA_SASL_JAAS_CONFIG_FILE`. See [deployment](deployment.md).
      """;

  @Test
  void shouldKeepThePageOfSettingsUpToDate() throws IOException {
    String page = ConfigurationReference.page(INTRODUCTION, MillraceConfig.definition());
    if ("write".equals(System.getProperty("millrace.golden"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/configuration.md; -Dmillrace.golden=write writes it anew")
        .isEqualTo(page);
  }
}
