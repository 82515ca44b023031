package io.millrace.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the command line: exit codes, where things are printed, how errors look. */
class CommandLineTest {
  private final PrintStream standardOutput = System.out;
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(output, true, UTF_8));
    System.setErr(new PrintStream(errors, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(standardOutput);
    System.setErr(standardError);
  }

  @Test
  void shouldExitWith2AndNameTheHelpWhenUsedWrongly() {
    int code = Main.run("wait", "--timeout", "soon");

    assertThat(code).isEqualTo(2);
    assertThat(output.toString(UTF_8)).isEmpty();
    assertThat(errors.toString(UTF_8))
        .contains("'soon' is not a duration")
        .contains("millrace wait --help");
  }

  @Test
  void shouldExitWith2WithoutACommand() {
    assertThat(Main.run()).isEqualTo(2);
  }

  @Test
  void shouldPrintAnErrorAsOneJsonDocumentWhereJsonWasAskedFor() throws IOException {
    int code = Main.run("lag", "--json", "--unknown");

    assertThat(code).isEqualTo(2);
    JsonNode document = Json.MAPPER.readTree(output.toString(UTF_8));
    assertThat(document.path("error").asText()).contains("--unknown");
    assertThat(errors.toString(UTF_8)).isEmpty();
  }

  @Test
  void shouldRefuseSettingsWithEveryProblemAtOnce() {
    int code = Main.run("run");

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString(UTF_8))
        .contains("millrace.plan.file")
        .contains("millrace.bootstrap.servers")
        .contains("millrace.registry.url")
        .contains("millrace.unavailable.value.placeholder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failures",
        "failures show",
        "failures show profiles",
        "failures retry",
        "failures retry --all --row profiles/7",
        "failures retry --row profiles"
      })
  void shouldExitWith2WhenFailuresAreNotSaidWhich(String arguments) {
    assertThat(Main.run(arguments.split(" ", -1))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause everything", "resume rows", "pause models writing"})
  void shouldExitWith2WhenItIsUnknownWhatToPause(String arguments) {
    assertThat(Main.run(arguments.split(" ", -1))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start --embedding-model m --provider-url http://127.0.0.1:1",
        "start --embedding-model m --provider somebody",
        "plan --embedding-model m --provider openai --provider-setting tokens=1",
        "plan --embedding-model m --provider openai --provider-setting batch.size=none",
        "provider --provider-setting batch.size=8"
      })
  void shouldExitWith2WhenAProviderIsNotSaidAsItMustBe(String arguments) {
    assertThat(Main.run(("upgrade " + arguments).split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString(UTF_8)).containsAnyOf("--provider", "millrace.embedding.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--provider-setting token=sk-Zwybrq", "--provider-token-variable sk-Zwybrq"})
  void shouldTakeNoTokenInPlaceOfItsVariable_invariant9(String option) {
    String arguments = "upgrade start --embedding-model m --provider openai " + option;

    assertThat(Main.run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(errors.toString(UTF_8)).contains("variable").doesNotContain("Zwybrq");
  }

  @Test
  void shouldExitWith2WhenTheReasonOfAPauseIsAnEssay() {
    assertThat(Main.run("pause", "--reason", "because ".repeat(40))).isEqualTo(2);
    assertThat(errors.toString(UTF_8)).contains("--reason", "200");
  }

  @Test
  void shouldExitWith2WhenMatchingIsUsedWithoutACommandOrAMatch() {
    assertThat(Main.run("matching")).isEqualTo(2);
    assertThat(Main.run("matching", "explain")).isEqualTo(2);
  }

  @Test
  void shouldExplainHowToExplainAMatch() {
    assertThat(Main.run("matching", "explain", "--help")).isZero();
    assertThat(output.toString(UTF_8)).contains("ID", "--json", "explain_match");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "down",
        "status",
        "env",
        "wait",
        "lag",
        "pause",
        "resume",
        "audit",
        "replay",
        "upgrade",
        "doctor",
        "init",
        "run",
        "matching"
      })
  void shouldExplainEachCommand(String command) {
    int code = Main.run(command, "--help");

    assertThat(code).isZero();
    assertThat(output.toString(UTF_8)).contains("Usage: millrace " + command);
  }

  @Test
  void shouldTellItsVersion() {
    assertThat(Main.run("--version")).isZero();
    assertThat(output.toString(UTF_8)).startsWith("millrace ");
  }
}
