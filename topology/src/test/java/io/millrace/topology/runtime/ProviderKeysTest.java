package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ProviderSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderKeysTest {
  private static final ConfigDef KEYS = ProviderKeys.addTo(new ConfigDef());

  static Set<String> keys() {
    return KEYS.names();
  }

  private static Map<String, String> required() {
    Map<String, String> settings = new HashMap<>();
    settings.put(MillraceConfig.PLAN, "plan.yaml");
    settings.put(MillraceConfig.BOOTSTRAP_SERVERS, "127.0.0.1:9092");
    settings.put(MillraceConfig.REGISTRY_URL, "http://127.0.0.1:8081");
    settings.put(MillraceConfig.PLACEHOLDER, "__unavailable_5e1a9c0b7d3f");
    settings.put(MillraceConfig.STATE_DIRECTORY, "state");
    return settings;
  }

  /** A value that is allowed and not the default. */
  private static String another(String name) {
    ConfigKey key = Objects.requireNonNull(KEYS.configKeys().get(name));
    if (name.endsWith(".provider")) {
      return "hugging-face";
    }
    return key.type == ConfigDef.Type.STRING || key.type == ConfigDef.Type.PASSWORD
        ? "something"
        : key.type == ConfigDef.Type.DOUBLE ? "0.5" : "111";
  }

  @ParameterizedTest
  @MethodSource("keys")
  void shouldHandEachKeyToTheProviders(String key) {
    Map<String, String> settings = required();
    settings.put(key, another(key));

    assertThat(SettingsCheck.problems(MillraceConfig.definition(), settings)).isEmpty();
    assertThat(new MillraceConfig(settings).providerSettings().text(key)).contains(another(key));
  }

  @Test
  void shouldReportEveryProblemAtOnce() {
    Map<String, String> settings = required();
    settings.put("millrace.embedding.provider", "somebody");
    settings.put("millrace.embedding.timeout.ms", "1");
    settings.put("millrace.classification.inputs.per.second", "-3");
    settings.put("millrace.extraction.budget", "70");

    assertThat(SettingsCheck.problems(MillraceConfig.definition(), settings)).hasSize(4);
  }

  @Test
  void shouldNeverShowAToken() {
    Map<String, String> settings = required();
    settings.put("millrace.embedding.token", "hf_secret");
    MillraceConfig config = new MillraceConfig(settings);

    assertThat(config.values().toString()).doesNotContain("hf_secret");
    assertThat(config.providerSettings().toString()).doesNotContain("hf_secret");
    assertThat(StreamsProperties.of(config, "millrace-rows").toString())
        .doesNotContain("hf_secret");
  }

  @Test
  void shouldKeepProvidersFilesBesideTheStateStoresUnlessToldOtherwise() {
    Map<String, String> settings = required();
    assertThat(new MillraceConfig(settings).inferenceDirectory())
        .isEqualTo(Path.of("state", "inference"));

    settings.put(ProviderKeys.DIRECTORY, "elsewhere");
    assertThat(new MillraceConfig(settings).inferenceDirectory()).isEqualTo(Path.of("elsewhere"));
  }

  @Test
  void shouldSendNothingBecauseOfATokenAlone() {
    Map<String, String> environment =
        Map.of("HF_API_TOKEN", "hf_x", "HF_EMBEDDING_MODEL", "a", "HF_CLASSIFICATION_MODEL", "b");

    assertThat(ProviderEnvironment.complete(Map.of(), environment)).isEmpty();
  }

  @Test
  void shouldTakeHuggingFacesVariablesWhereItIsTheProvider() {
    Map<String, String> environment =
        Map.of(
            "HF_API_TOKEN", "hf_x",
            "HF_EMBEDDING_MODEL", "a",
            "HF_CLASSIFICATION_MODEL", "b",
            "MILLRACE_CLASSIFICATION_PROVIDER", "hugging-face",
            "MILLRACE_EMBEDDING_PROVIDER", "tei");

    ProviderSettings settings = ProviderEnvironment.read(environment);

    assertThat(settings.text("millrace.classification.token")).contains("hf_x");
    assertThat(settings.text("millrace.classification.model")).contains("b");
    for (String key : List.of("millrace.embedding.token", "millrace.embedding.model")) {
      assertThat(settings.text(key)).isEmpty();
    }
  }

  @Test
  void shouldPreferWhatIsSet() {
    Map<String, String> set =
        Map.of("millrace.embedding.provider", "hugging-face", "millrace.embedding.token", "own");

    assertThat(ProviderEnvironment.complete(set, Map.of("HF_API_TOKEN", "hf_x")))
        .containsEntry("millrace.embedding.token", "own");
  }
}
