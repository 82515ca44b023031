package io.millrace.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the commands about matches refuse what they cannot do, without a database or a model. */
class MatchingCommandTest {
  private final PrintStream standardOutput = System.out;
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir private Path folder;

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

  @ParameterizedTest
  @ValueSource(strings = {"explain", "report", "isolate", "calibrate", "evaluate-pairs"})
  void shouldExplainEachCommand(String command) {
    assertThat(Main.run("matching", command, "--help")).isZero();
    assertThat(output.toString(UTF_8)).contains("Usage: millrace matching " + command, "--json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"calibrate", "evaluate-pairs"})
  void shouldExitWith2WithoutAFile(String command) {
    assertThat(Main.run("matching", command)).isEqualTo(2);
    assertThat(errors.toString(UTF_8)).contains("FILE", "millrace matching " + command + " --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"calibrate", "evaluate-pairs"})
  void shouldNameAFileThatIsNotThere(String command) throws IOException {
    int code = Main.run("matching", command, folder.resolve("none.jsonl").toString(), "--json");

    assertThat(code).isEqualTo(1);
    assertThat(error()).contains("none.jsonl cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"calibrate", "evaluate-pairs"})
  void shouldNameTheLineOfABadPairAndNotItsText(String command) throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    Files.writeString(file, "\n{\"a\":\"private words\",\"b\":\"others\"}\n");

    int code = Main.run("matching", command, file.toString(), "--json");

    assertThat(code).isEqualTo(1);
    assertThat(error()).contains("line 2", "'related'").doesNotContain("private");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "isolate"})
  void shouldRefuseASampleBelowZero(String command) throws IOException {
    assertThat(Main.run("matching", command, "--sample", "-1", "--json")).isEqualTo(2);
    assertThat(error()).contains("--sample");
  }

  @Test
  void shouldRefuseOutcomesWithoutAFileForThem() throws IOException {
    int code = Main.run("matching", "report", "--outcomes", "signals.outcome", "--json");

    assertThat(code).isEqualTo(2);
    assertThat(error()).isEqualTo("--outcomes and --csv go together.");
  }

  @Test
  void shouldRefuseAPlanThatScoresNoMatches() throws IOException {
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        """
        version: 1
        embedding_model: sentence-transformers/all-MiniLM-L6-v2
        tables: { people: { key: id, embed: { v: { from: [wants] } } } }
        """);

    int code = Main.run("matching", "explain", "1", "--plan", plan.toString(), "--json");

    assertThat(code).isEqualTo(1);
    assertThat(error()).isEqualTo("The plan scores no matches.");
  }

  private String error() throws IOException {
    JsonNode document = Json.MAPPER.readTree(output.toString(UTF_8));
    return document.path("error").asText();
  }
}
