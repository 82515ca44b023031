package io.millrace.app.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.millrace.stack.StackException;
import io.millrace.stack.process.Commands;
import io.millrace.stack.testing.TestPromtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules by Prometheus' own tool; skipped, and said so, only where it cannot be fetched. */
class AlertRulesIT {
  private static final Path FOLDER = Path.of("../deploy/prometheus");
  private static final String RULES = "millrace-alerts.yml";
  private static final String TESTS = "millrace-alerts-test.yml";

  @TempDir private Path copies;

  @Test
  void shouldBeRulesThatPrometheusReads() {
    Commands.Result result = promtool().run(FOLDER, "check", "rules", RULES);

    assertThat(result.succeeded()).as(result.output()).isTrue();
  }

  @Test
  void shouldFireWhenAndOnlyWhenTheyAreMeantTo() {
    Commands.Result result = promtool().run(FOLDER, "test", "rules", TESTS);

    assertThat(result.succeeded()).as(result.output()).isTrue();
  }

  @Test
  void shouldNoticeARuleThatFiresTooLate() throws IOException {
    String rules = Files.readString(FOLDER.resolve(RULES));
    Files.writeString(copies.resolve(RULES), rules.replace("for: 2m", "for: 2h"));
    Files.copy(FOLDER.resolve(TESTS), copies.resolve(TESTS));

    assertThat(promtool().run(copies, "test", "rules", TESTS).succeeded()).isFalse();
  }

  private static TestPromtool promtool() {
    try {
      return TestPromtool.ensure();
    } catch (StackException e) {
      return abort("promtool cannot be fetched, so the rules are not tested: " + e.getMessage());
    }
  }
}
