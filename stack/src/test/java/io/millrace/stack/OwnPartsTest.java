package io.millrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnPartsTest {
  private static final DatabaseAccess ROLE =
      new DatabaseAccess("db", 5432, "app", "millrace_sink", "pw", "?sslmode=require");

  @Test
  void shouldReadKafkaWithWhatItsClientsNeedToEnter() {
    OwnParts own =
        OwnParts.of(
            Map.of(
                "MILLRACE_BOOTSTRAP_SERVERS", "broker:9093",
                "MILLRACE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "MILLRACE_KAFKA_SASL_JAAS_CONFIG", "secret"));

    KafkaAccess kafka = own.kafka().orElseThrow();
    assertThat(kafka.properties())
        .containsEntry("bootstrap.servers", "broker:9093")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "secret");
    assertThat(kafka.toString()).contains("sasl.jaas.config").doesNotContain("secret");
    assertThat(own.names()).containsExactly(PartName.KAFKA);
  }

  @Test
  void shouldReadWhereRegistryConnectAndApplicationsAre() {
    OwnParts own =
        OwnParts.of(
            Map.of(
                "MILLRACE_REGISTRY_URL", "https://registry/",
                "MILLRACE_REGISTRY_CLIENT_APICURIO_AUTH_USERNAME", "me",
                "MILLRACE_CONNECT_URL", "http://connect:8083",
                "MILLRACE_STATUS_URL", "http://millrace:8090"));

    assertThat(own.registry())
        .contains(new RegistryAccess("https://registry", Map.of("apicurio.auth.username", "me")));
    assertThat(own.connectUrl()).contains("http://connect:8083");
    assertThat(own.names()).containsExactly(PartName.REGISTRY, PartName.CONNECT, PartName.STREAMS);
  }

  @Test
  void shouldRefuseWhatIsNoUrl() {
    assertThatThrownBy(() -> OwnParts.of(Map.of("MILLRACE_CONNECT_URL", "connect:8083")))
        .hasMessage("MILLRACE_CONNECT_URL must have the form http://host:port.");
  }

  @Test
  void shouldLetTheSinkEnterAsCaptureDoesByDefault() {
    assertThat(SinkEntry.of(Map.of()).of(ROLE)).isEqualTo(ROLE);
  }

  @Test
  void shouldLetTheSinkEnterThroughAPooler() {
    SinkEntry entry =
        SinkEntry.of(
            Map.of(
                "MILLRACE_SINK_JDBC_URL", "jdbc:postgresql://pooler:6543/postgres",
                "MILLRACE_SINK_JDBC_USER", "millrace_sink.abc"));

    assertThat(entry.of(ROLE))
        .isEqualTo(new DatabaseAccess("pooler", 6543, "postgres", "millrace_sink.abc", "pw", ""));
  }

  @Test
  void shouldTellParametersOfTheUrl() {
    DatabaseAccess database =
        new DatabaseAccess("db", 5432, "app", "me", "pw", "?ssl&sslkey=%2Fa+b&sslpassword=x%26y");

    assertThat(database.parameters())
        .containsExactly(entry("ssl", ""), entry("sslkey", "/a b"), entry("sslpassword", "x&y"));
    assertThat(database.withoutParameter("sslpassword").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db:5432/app?ssl&sslkey=%2Fa+b");
    assertThat(ROLE.withoutParameter("sslmode").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db:5432/app");
  }
}
