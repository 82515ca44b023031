package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.connectors.SourceSettings.DatabaseLocation;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConnectorConfigurationTest {
  private static final String TWO_KEYS =
      """
      version: 1
      embedding_model: m
      tables:
        crm.Contacts: { key: Id, embed: { v: { from: [order] } } }
        notes: { key: note_id, embed: { v: { from: [body] } } }
      """;

  @Test
  void shouldRenderTheSourceOfTheDefaultPlan() {
    Map<String, String> configuration =
        SourceConfiguration.of(Settings.source(PlanReader.readDefault(), true));

    Golden.assertMatches(configuration, "source.golden.json");
  }

  @Test
  void shouldLeaveOutTheOriginFilterWhereItIsNotPossible() {
    Map<String, String> configuration =
        SourceConfiguration.of(Settings.source(PlanReader.readDefault(), false));

    assertThat(configuration).doesNotContainKey("slot.stream.params");
  }

  @Test
  void shouldCaptureExactlyTheColumnsOfThePublication() {
    EnrichmentPlan plan = PlanReader.read(TWO_KEYS, "p.yaml");

    Map<String, String> configuration = SourceConfiguration.of(Settings.source(plan, false));

    assertThat(configuration)
        .contains(
            entry(
                "table.include.list",
                "crm\\.Contacts,public\\.notes,millrace\\.heartbeat,millrace\\.signal"),
            entry(
                "column.include.list",
                "crm\\.Contacts\\.(Id|order),public\\.notes\\.(body|note_id),"
                    + "millrace\\.heartbeat\\.(id|beat_at|token),"
                    + "millrace\\.signal\\.(id|type|data)"));
  }

  @Test
  void shouldExtractTheKeyOfEachTableAndLeaveDebeziumsHeartbeatsAlone() {
    EnrichmentPlan plan = PlanReader.read(TWO_KEYS, "p.yaml");

    Map<String, String> configuration = SourceConfiguration.of(Settings.source(plan, false));

    assertThat(configuration)
        .contains(
            entry("transforms", "key1,key2,key3"),
            entry("transforms.key1.field", "Id"),
            entry("transforms.key2.field", "id"),
            entry("transforms.key3.field", "note_id"),
            entry("predicates.key1.pattern", "millrace\\.cdc\\.crm\\.Contacts"));
    Pattern ownTables = Pattern.compile(configuration.getOrDefault("predicates.key2.pattern", ""));
    assertThat("millrace.cdc.millrace.heartbeat").matches(ownTables);
    assertThat(SourceConfiguration.heartbeatTopic(Names.standard())).doesNotMatch(ownTables);
  }

  @Test
  void shouldRenderTheSinkOfTheDefaultPlan() {
    Golden.assertMatches(SinkConfiguration.of(Settings.sink(true)), "sink.golden.json");
  }

  @Test
  void shouldLeaveOutTheOriginAndTheMetadataWhereTheyAreNotThere() {
    SinkSettings given = Settings.sink(false);
    SinkSettings settings =
        new SinkSettings(
            given.names(),
            given.plan(),
            given.generation(),
            given.dimensions(),
            given.jdbcUrl(),
            given.secrets(),
            given.bootstrapServers(),
            given.registryUrl(),
            false,
            Set.of(),
            1);

    Map<String, String> configuration = SinkConfiguration.of(settings);

    assertThat(configuration).doesNotContainKey("millrace.origin");
    assertThat(configuration.get("millrace.targets")).contains("\"metadata_column\":null");
  }

  @Test
  void shouldHoldNoSecret() {
    assertThat(SourceConfiguration.of(Settings.source(PlanReader.readDefault(), true)))
        .containsEntry("database.password", "${file:/run/secrets/database.properties:password}");
    assertThat(SinkConfiguration.of(Settings.sink(true)))
        .containsEntry(
            "millrace.jdbc.password", "${file:/run/secrets/database.properties:password}");
  }

  @Test
  void shouldRefuseAPlaceholderThatCouldBeGuessed() {
    assertThatThrownBy(
            () ->
                new SourceSettings(
                    Names.standard(),
                    PlanReader.readDefault(),
                    new DatabaseLocation("db", 5432, "app", DatabaseTls.of(Map.of())),
                    new Secrets("/s", false),
                    "kafka:9092",
                    "http://registry:8080",
                    "guess",
                    false))
        .hasMessageContaining("at least 16 characters");
  }
}
