package io.millrace.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final MillraceSinkConnector connector = new MillraceSinkConnector();

  private List<String> problems(Map<String, String> values) {
    return connector.validate(values).configValues().stream()
        .flatMap(value -> value.errorMessages().stream())
        .toList();
  }

  @Test
  void shouldAcceptAWholeConfiguration() {
    assertThat(problems(Settings.standard())).isEmpty();
  }

  @Test
  void shouldListEveryProblem() {
    Map<String, String> values = Settings.standard();
    values.remove(SinkSettings.JDBC_USER);
    values.put(SinkSettings.GENERATION, "0");
    values.put(SinkSettings.SOCKET_TIMEOUT, "1000");
    values.put("topics", "millrace.enriched.g1.profiles,stray");
    values.put("errors.deadletterqueue.topic.name", "letters");

    List<String> problems = problems(values);

    assertThat(problems)
        .anyMatch(problem -> problem.contains(SinkSettings.JDBC_USER))
        .anyMatch(problem -> problem.contains(SinkSettings.GENERATION))
        .anyMatch(problem -> problem.contains("must be above " + SinkSettings.STATEMENT_TIMEOUT))
        .anyMatch(problem -> problem.contains("topic stray of 'topics' has no target"))
        .anyMatch(problem -> problem.contains("millrace.scores.g1 is not among 'topics'"))
        .anyMatch(problem -> problem.contains("errors.tolerance must be 'all'"))
        .hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users; drop table users",
        "1st",
        "with\\\"quote",
        "",
        "a23456789012345678901234567890123456789012345678901234567890123x"
      })
  void shouldRefuseNamesThatAreNoIdentifiers(String name) {
    String targets = Settings.TARGETS.replace("\"embedding_seeking\"", '"' + name + '"');

    assertThat(problems(Settings.with(SinkSettings.TARGETS, targets)))
        .anyMatch(problem -> problem.contains("tables[0].columns[0].name"));
  }

  @Test
  void shouldLeaveRoomForTheGenerationInColumnNames() {
    String targets = Settings.TARGETS.replace("embedding_seeking", "a".repeat(60));

    assertThat(problems(Settings.with(SinkSettings.TARGETS, targets)))
        .anyMatch(problem -> problem.contains("at most 59 characters"));
  }

  @Test
  void shouldRefuseAPasswordInTheUrl() {
    String url = "jdbc:postgresql://localhost/db?password=open";

    assertThat(problems(Settings.with(SinkSettings.JDBC_URL, url)))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem).contains(SinkSettings.JDBC_PASSWORD).doesNotContain("open"));
  }

  @Test
  void shouldRefuseBrokenTargetsAtTheStartToo() {
    assertThatThrownBy(() -> new SinkSettings(Settings.with(SinkSettings.TARGETS, "{}")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("names no table and no matches");
  }

  /** Invariant 9: secrets never reach logs. */
  @Test
  void shouldHideThePasswords() {
    SinkSettings settings =
        new SinkSettings(Settings.with(SinkSettings.JDBC_KEY_PASSWORD, "battery staple"));

    assertThat(settings.values().toString()).doesNotContain("correct horse", "battery staple");
    assertThat(settings.jdbcPassword()).isEqualTo("correct horse");
    assertThat(settings.jdbcKeyPassword()).isEqualTo("battery staple");
  }

  @Test
  void shouldGiveEachTaskItsNumberAndOrigin() {
    connector.start(Settings.with(SinkSettings.ORIGIN, "millrace_sink"));

    List<SinkSettings> tasks = connector.taskConfigs(2).stream().map(SinkSettings::new).toList();

    assertThat(tasks).extracting(SinkSettings::task).containsExactly(0, 1);
    assertThat(tasks.get(1).origin()).contains("millrace_sink_1");
    assertThat(connector.taskClass()).isEqualTo(MillraceSinkTask.class);
    assertThat(connector.version()).isNotBlank();
  }

  @Test
  void shouldBeFoundByServiceLoader() {
    assertThat(ServiceLoader.load(SinkConnector.class))
        .hasAtLeastOneElementOfType(MillraceSinkConnector.class);
  }

  @Test
  void shouldExplainEverySetting() {
    assertThat(SinkSettings.definition().configKeys().values())
        .filteredOn(key -> !key.internalConfig)
        .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
  }
}
