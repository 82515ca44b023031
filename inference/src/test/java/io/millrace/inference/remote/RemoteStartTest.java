package io.millrace.inference.remote;

import static io.millrace.inference.remote.RemoteTestBed.embed;
import static io.millrace.inference.remote.RemoteTestBed.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ProviderHealth.State;
import io.millrace.inference.ProviderSettings;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out at start, and what is refused. */
@Timeout(90)
class RemoteStartTest {
  @TempDir private Path folder;
  private final RemoteTestBed bed = new RemoteTestBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  private RemoteTestBed remembering() {
    return bed.with("millrace.inference.directory", folder.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "401, millrace.embedding.token",
    "402, millrace.embedding.provider",
    "404, millrace.embedding.url",
    "410, millrace.embedding.url",
    "400, millrace.embedding.url",
  })
  void shouldRefuseToStartAndSayWhatToChange(int status, String key) {
    bed.server.fail(ServerFault.status(status));

    assertThatThrownBy(() -> bed.with("millrace.embedding.token", "hf_secret").embedding("tei"))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(key)
        .hasMessageNotContaining("hf_secret");
  }

  @Test
  void shouldRefuseVectorsOfTokens() {
    bed.server.fail(ServerFault.of(Kind.TOKEN_VECTORS));

    assertThatThrownBy(() -> bed.embedding("hugging-face"))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("a vector for each token");
  }

  @Test
  void shouldRefuseTeiWithAnotherModel() {
    bed.with(EmbeddingModels.PROVIDER, "tei");

    assertThatThrownBy(() -> EmbeddingModels.open("another/model", bed.settings()))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(ModelServer.MODEL)
        .hasMessageContaining("another/model");
  }

  @Test
  void shouldReportEveryProblemOfTheSettingsAtOnce() {
    ProviderSettings settings =
        ProviderSettings.of(
            Map.of(
                EmbeddingModels.PROVIDER,
                "tei",
                "millrace.embedding.url",
                "http://user:password@host/",
                "millrace.embedding.timeout.ms",
                "soon",
                "millrace.embedding.inputs.per.second",
                "-1"));

    assertThatThrownBy(() -> EmbeddingModels.open("a/model", settings))
        .isInstanceOf(InferenceException.class)
        .hasMessageContainingAll(
            "millrace.embedding.url",
            "millrace.embedding.timeout.ms",
            "millrace.embedding.inputs.per.second")
        .hasMessageNotContaining("password@");
  }

  @Test
  void shouldRefuseOtherWeightsUnderTheSameName() {
    remembering().embedding("hugging-face").close();
    bed.server.changeWeights();

    assertThatThrownBy(() -> bed.embedding("hugging-face"))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("other weights")
        .hasMessageContaining("millrace.embedding.revision");
    bed.with("millrace.embedding.revision", "new");
    bed.embedding("hugging-face").close();
  }

  @Test
  void shouldStartWithAProviderThatIsDownIfItIsKnown() {
    remembering().embedding("tei").close();
    bed.server.fail(ServerFault.status(402));

    try (EmbeddingModel model = bed.embedding("tei")) {
      assertThat(model.description().dimensions()).isEqualTo(384);
      assertThat(later(embed(model, "text")).reason()).isEqualTo("no_credit");
    }
    bed.server.recover();
  }

  @Test
  void shouldLookAtTheWeightsBeforeTheFirstTextAfterSuchAStart() {
    remembering().embedding("tei").close();
    bed.server.fail(ServerFault.status(402));
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.recover();
      bed.server.changeWeights();

      assertThat(later(embed(model, "text")).reason()).isEqualTo("model_changed");
      assertThat(model.health().state()).isEqualTo(State.REFUSED);
    }
  }

  @Test
  void shouldEmbedAfterSuchAStartOnceTheProviderIsBack() {
    remembering().embedding("tei").close();
    bed.server.fail(ServerFault.status(402));
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.recover();

      assertThat(embed(model, "text")).isInstanceOf(Answered.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hugging-face", "tei"})
  void shouldRefuseToClassifyWithAProviderThatDoesNotKnowTheModel(String provider) {
    bed.server.fail(ServerFault.status(404));

    assertThatThrownBy(() -> bed.classification(provider))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("millrace.classification.url");
  }
}
