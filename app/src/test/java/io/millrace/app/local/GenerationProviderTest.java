package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.inference.ProviderSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationProviderTest {
  private static final String URL = "http://127.0.0.1:8080";

  private static GenerationProvider tei(Map<String, String> others) {
    return GenerationProvider.of("tei", Optional.of(URL), Optional.of("TEI_KEY"), others);
  }

  @Test
  void shouldStandForAllThatTheInstallationSaysOfWhoEmbeds() {
    ProviderSettings installation =
        ProviderSettings.of(
            Map.of(
                "millrace.embedding.provider", "openai",
                "millrace.embedding.token", "of-another",
                "millrace.embedding.model", "their-name",
                "millrace.classification.provider", "tei",
                "millrace.models.folder", "weights"));

    ProviderSettings settings =
        tei(Map.of("batch.size", " 8 "))
            .over(installation, variable -> Optional.of("what " + variable + " holds"));

    assertThat(settings.values())
        .isEqualTo(
            Map.of(
                "millrace.embedding.provider", "tei",
                "millrace.embedding.url", URL,
                "millrace.embedding.token", "what TEI_KEY holds",
                "millrace.embedding.batch.size", "8",
                "millrace.classification.provider", "tei",
                "millrace.models.folder", "weights"));
  }

  @Test
  void shouldKeepTheNameOfAVariableInPlaceOfATokenAndSayIfItIsNotThere() {
    GenerationProvider provider = tei(Map.of());

    assertThat(provider.settings()).containsEntry("millrace.embedding.token", "${env:TEI_KEY}");
    assertThatThrownBy(() -> provider.over(ProviderSettings.defaults(), name -> Optional.empty()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("TEI_KEY_FILE")
        .hasMessageContaining(URL);
  }

  @Test
  void shouldRefuseEverySettingThatIsBadAtOnce() {
    assertThatThrownBy(() -> tei(Map.of("batch.size", "0", "batchsize", "1")))
        .isInstanceOfSatisfying(
            UserException.class, problem -> assertThat(problem.isUsage()).isTrue())
        .hasMessageContaining("millrace.embedding.batch.size")
        .hasMessageContaining("millrace.embedding.batchsize");
  }

  @Test
  void shouldLeaveOutWhatIsOfOneModelWhenItServesAnother() {
    GenerationProvider provider =
        tei(Map.of("model", "a", "revision", "b", "dimensions", "512", "timeout.ms", "5000"));

    assertThat(provider.forAnotherModel()).isEqualTo(tei(Map.of("timeout.ms", "5000")));
  }

  @Test
  void shouldSayWhoItIs() {
    assertThat(tei(Map.of()).title()).isEqualTo("tei (" + URL + ")");
    assertThat(GenerationProvider.title(ProviderSettings.defaults())).isEqualTo("onnx");
  }
}
