package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.SourceSettings.DatabaseLocation;
import io.millrace.plan.PlanReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTlsTest {
  private static final Map<String, String> URL =
      Map.of(
          "sslmode", "verify-full",
          "sslrootcert", "/tls/authority.crt",
          "sslcert", "/tls/client.crt",
          "sslkey", "/tls/client.pk8",
          "sslpassword", "a secret",
          "sslfactory", "com.example.Factory",
          "channelBinding", "require",
          "ApplicationName", "mine");

  /** As the driver reads them; capture must not be the one that asks for less. */
  @ParameterizedTest
  @CsvSource({
    ",             , prefer",
    "require,      , require",
    ",         true, verify-full",
    ",           '', verify-full",
    ",        false, prefer",
    "disable,  true, disable"
  })
  void shouldAskForAsMuchAsTheUrl(@Nullable String mode, @Nullable String ssl, String expected) {
    Map<String, String> parameters = new HashMap<>();
    if (mode != null) {
      parameters.put("sslmode", mode);
    }
    if (ssl != null) {
      parameters.put("ssl", ssl);
    }

    assertThat(DatabaseTls.of(parameters).mode()).isEqualTo(expected);
  }

  @Test
  void shouldHandOnWhatDebeziumKnows() {
    assertThat(source(new Secrets("/run/secrets/capture.properties", true)))
        .containsEntry("database.sslmode", "verify-full")
        .containsEntry("database.sslrootcert", "/tls/authority.crt")
        .containsEntry("database.sslcert", "/tls/client.crt")
        .containsEntry("database.sslkey", "/tls/client.pk8")
        .containsEntry(
            "database.sslpassword", "${file:/run/secrets/capture.properties:sslpassword}");
  }

  @Test
  void shouldLeaveOutThePasswordOfAKeyThatHasNone() {
    assertThat(source(new Secrets("/run/secrets/capture.properties", false)))
        .doesNotContainKey("database.sslpassword");
  }

  @Test
  void shouldGiveTheSinkThePasswordOfItsKeyByReference() {
    Secrets secrets = new Secrets("/run/secrets/sink.properties", true);

    Map<String, String> sink = SinkConfiguration.of(Settings.sink(false, secrets));

    assertThat(sink)
        .containsEntry(
            "millrace.jdbc.ssl.password", "${file:/run/secrets/sink.properties:sslpassword}");
  }

  @Test
  void shouldTellParametersThatCaptureDoesNotGet() {
    assertThat(DatabaseTls.unknown(URL)).containsExactly("channelBinding", "sslfactory");
  }

  private static Map<String, String> source(Secrets secrets) {
    SourceSettings given = Settings.source(PlanReader.readDefault(), true);
    return SourceConfiguration.of(
        new SourceSettings(
            given.names(),
            given.plan(),
            new DatabaseLocation("db", 5432, "app", DatabaseTls.of(URL)),
            secrets,
            given.bootstrapServers(),
            given.registryUrl(),
            given.unavailableValuePlaceholder(),
            given.originFilter()));
  }
}
