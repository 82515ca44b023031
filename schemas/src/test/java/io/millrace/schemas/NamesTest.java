package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names are a public interface: a changed one is an orphaned topic, slot or group. */
class NamesTest {
  @Test
  void shouldKeepTheNamesOfApplicationsConnectorsAndSlot() {
    Names names = Names.standard();

    assertThat(names.rowsApplicationId()).isEqualTo("millrace-rows");
    assertThat(names.generationApplicationId(2)).isEqualTo("millrace-g2");
    assertThat(names.sourceConnector()).isEqualTo("millrace-source");
    assertThat(names.sinkConnector(2)).isEqualTo("millrace-sink-g2");
    assertThat(names.slotAndPublication()).isEqualTo("millrace");
    assertThat(names.databaseSchema()).isEqualTo("millrace");
  }

  @Test
  void shouldKeepTheNamesOfTopics() {
    Names names = Names.standard();

    assertThat(names.cdcTopicPrefix()).isEqualTo("millrace.cdc");
    assertThat(names.cdcTopic("public", "profiles")).isEqualTo("millrace.cdc.public.profiles");
    assertThat(names.heartbeatTopic()).isEqualTo("millrace.cdc.millrace.heartbeat");
    assertThat(names.rowsTopic("profiles")).isEqualTo("millrace.rows.profiles");
    assertThat(names.truncatesTopic()).isEqualTo("millrace.truncates");
    assertThat(names.enrichedTopic(2, "profiles")).isEqualTo("millrace.enriched.g2.profiles");
    assertThat(names.adoptedTopic(2, "profiles")).isEqualTo("millrace.adopted.g2.profiles");
    assertThat(names.featuresTopic(2)).isEqualTo("millrace.features.g2");
    assertThat(names.scoresTopic(2)).isEqualTo("millrace.scores.g2");
    assertThat(names.workStatusTopic(2)).isEqualTo("millrace.work-status.g2");
    assertThat(names.pausesTopic()).isEqualTo("millrace.pauses");
    assertThat(names.failuresTopic()).isEqualTo("millrace.failures");
    assertThat(names.sinkReportsTopic()).isEqualTo("millrace.sink-reports");
  }

  @Test
  void shouldKnowItsOwnSinks() {
    Names names = new Names("mill_2");

    assertThat(names.isSinkConnector(names.sinkConnector(12))).isTrue();
    assertThat(names.isSinkConnector(names.sourceConnector())).isFalse();
    assertThat(names.isSinkConnector("millrace-sink-g1")).isFalse();
  }

  @Test
  void shouldBeginEveryNameWithThePrefix() {
    Names names = new Names("mill_2");

    assertThat(names.rowsApplicationId()).startsWith("mill_2-");
    assertThat(names.rowsTopic("profiles")).startsWith("mill_2.");
    assertThat(names.slotAndPublication()).isEqualTo("mill_2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mill", "2mill", "mill-race", "mill.race", "a23456789012345678901"})
  void shouldRefuseAPrefixThatIsNoPlainIdentifier(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Names(prefix))
        .withMessageContaining("'" + prefix + "'");
  }
}
