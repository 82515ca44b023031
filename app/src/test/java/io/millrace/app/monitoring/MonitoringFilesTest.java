package io.millrace.app.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The dashboard and the rules against what is documented; MetricsDocumentationTest holds that
 * against what is counted, and MonitoringIT all of it against a running pipeline.
 */
class MonitoringFilesTest {
  private static final Path METRICS = Path.of("../docs/metrics.md");
  private static final Path RUNBOOK = Path.of("../docs/alerts.md");

  /** Prometheus' own. */
  private static final Set<String> GIVEN_BY_PROMETHEUS =
      Set.of("alertname", "alertstate", "instance", "job", "le");

  @Test
  void shouldAskOnlyForDocumentedMetrics() throws IOException {
    String page = Files.readString(METRICS) + "`jvm_memory_used_bytes`";

    assertThat(MonitoringFiles.metrics())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            name -> assertThat(page).contains("`" + name.replaceFirst("_(count|bucket)$", "")));
  }

  @Test
  void shouldGroupOnlyByDocumentedLabels() throws IOException {
    String page = Files.readString(METRICS) + "`area`, `quantile`";
    Set<String> labels = new TreeSet<>(MonitoringFiles.labels());
    labels.removeAll(GIVEN_BY_PROMETHEUS);

    assertThat(labels)
        .isNotEmpty()
        .allSatisfy(label -> assertThat(page).contains("`" + label + "`"));
  }

  @Test
  void shouldHaveARunbookAndATestForEveryAlert() throws IOException {
    String runbook = Files.readString(RUNBOOK);
    String rules = MonitoringFiles.rules();
    String tests = MonitoringFiles.ruleTests();

    assertThat(MonitoringFiles.alerts())
        .hasSizeGreaterThan(15)
        .allSatisfy(alert -> assertThat(runbook).contains("## " + alert + "\n"))
        .allSatisfy(
            alert -> assertThat(rules).contains("docs/alerts.md#" + alert.toLowerCase(Locale.ROOT)))
        .allSatisfy(alert -> assertThat(tests).contains(alert));
  }

  @Test
  void shouldSayInEachPanelWhatItShows() throws IOException {
    for (JsonNode panel : MonitoringFiles.dashboard().path("panels")) {
      assertThat(panel.path("title").asText()).isNotBlank();
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("description").asText())
            .as(panel.path("title").asText())
            .isNotBlank();
        assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
      }
    }
  }
}
