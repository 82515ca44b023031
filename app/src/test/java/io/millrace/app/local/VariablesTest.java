package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.stack.ClientVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariablesTest {
  @TempDir private Path folder;

  @Test
  void shouldReadSecretsOutOfFilesThatVariablesName() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "s3cret\n");

    Map<String, String> variables =
        Variables.of(
            Map.of(
                "MILLRACE_JDBC_PASSWORD_FILE", file.toString(),
                "MILLRACE_JDBC_URL_FILE", file.toString(),
                "MILLRACE_STATUS_TOKEN_FILE", file.toString(),
                "MILLRACE_KAFKA_SASL_JAAS_CONFIG_FILE", file.toString()));

    assertThat(variables)
        .containsEntry("MILLRACE_JDBC_PASSWORD", "s3cret")
        .containsEntry("MILLRACE_JDBC_URL", "s3cret")
        .containsEntry("MILLRACE_STATUS_TOKEN", "s3cret")
        .containsEntry("MILLRACE_KAFKA_SASL_JAAS_CONFIG", "s3cret");
  }

  @Test
  void shouldLeaveVariablesAloneThatNameAFileThemselves() {
    Map<String, String> given =
        Map.of(
            "MILLRACE_PLAN_FILE", "/no/plan.yaml",
            "MILLRACE_KAFKA_SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE", "/no/key.pem");

    assertThat(Variables.of(given)).isEqualTo(given);
  }

  /** {@code run} refuses properties that Kafka's clients do not know. */
  @Test
  void shouldNotTakeTheNameOfAFileForAPropertyOfAClient() throws IOException {
    Path file = Files.writeString(folder.resolve("login"), "a login module\n");

    Map<String, String> variables =
        Variables.of(Map.of("MILLRACE_KAFKA_SASL_JAAS_CONFIG_FILE", file.toString()));

    assertThat(ClientVariables.of(variables, ClientVariables.KAFKA))
        .containsExactly(Map.entry("sasl.jaas.config", "a login module"));
  }

  @Test
  void shouldTakeAnEmptyFileForNoSecret() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "\n");

    assertThat(Variables.of(Map.of("HF_API_TOKEN_FILE", file.toString())))
        .doesNotContainKey("HF_API_TOKEN");
  }

  @Test
  void shouldSayWhichVariableNamesAFileThatIsNotThere() {
    assertThatThrownBy(() -> Variables.of(Map.of("MILLRACE_SINK_PASSWORD_FILE", "/not/there")))
        .hasMessage("MILLRACE_SINK_PASSWORD_FILE names /not/there, which cannot be read.");
  }

  @Test
  void shouldRefuseASecretThatIsGivenTwice() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "a");

    assertThatThrownBy(
            () ->
                Variables.of(
                    Map.of(
                        "MILLRACE_JDBC_PASSWORD",
                        "b",
                        "MILLRACE_JDBC_PASSWORD_FILE",
                        file.toString())))
        .hasMessageContaining("both set")
        .hasMessageNotContaining("a\n");
  }

  @Test
  void shouldTellTheRegistrysClientsHowToLogIn() {
    assertThat(
            Variables.of(
                Map.of("MILLRACE_REGISTRY_USER", "me", "MILLRACE_REGISTRY_PASSWORD", "pw")))
        .containsEntry("MILLRACE_REGISTRY_CLIENT_APICURIO_AUTH_USERNAME", "me")
        .containsEntry("MILLRACE_REGISTRY_CLIENT_APICURIO_AUTH_PASSWORD", "pw");
  }
}
