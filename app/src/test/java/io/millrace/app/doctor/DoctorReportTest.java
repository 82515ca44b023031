package io.millrace.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
  private static final Finding FINE = new Finding.Fine("kafka", "all topics are there");
  private static final Finding ADVICE = new Finding.Advice("server", "it is old", "upgrade it");
  private static final Finding FAULT = new Finding.Fault("slot", "it is lost", "run 'millrace up'");

  @Test
  void shouldTellFaultsFirst_eachWithWhatToDo() {
    DoctorReport report = new DoctorReport(List.of(FINE, ADVICE, FAULT));

    assertThat(report.hasFaults()).isTrue();
    assertThat(report.text().lines())
        .containsExactly(
            "fault   slot         it is lost",
            "                    → run 'millrace up'",
            "advice  server       it is old",
            "                    → upgrade it",
            "fine    kafka        all topics are there",
            "",
            "1 faults, 1 pieces of advice");
  }

  @Test
  void shouldHaveNoFaultWithAdviceAlone() {
    assertThat(new DoctorReport(List.of(FINE, ADVICE)).hasFaults()).isFalse();
  }

  @Test
  void shouldTellTheSameAsJson() {
    Map<String, Object> document = new DoctorReport(List.of(ADVICE)).document();

    assertThat(document)
        .containsEntry("faults", 0L)
        .containsEntry("advice", 1L)
        .containsEntry(
            "findings",
            List.of(
                Map.of(
                    "check", "server",
                    "level", "advice",
                    "found", "it is old",
                    "remedy", "upgrade it")));
  }

  @Test
  void shouldWarnBeforeTheDiskIsFull() {
    Path folder = Path.of("data");

    assertThat(DiskCheck.finding(folder, 0.9)).isInstanceOf(Finding.Fault.class);
    assertThat(DiskCheck.finding(folder, 4)).isInstanceOf(Finding.Advice.class);
    assertThat(DiskCheck.finding(folder, 40))
        .isEqualTo(new Finding.Fine("disk", "40.0 GB are left on the disk of data"));
  }
}
