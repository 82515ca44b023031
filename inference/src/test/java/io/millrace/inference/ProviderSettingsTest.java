package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {
  @Test
  void shouldShowKeysButNoValues() {
    ProviderSettings settings = ProviderSettings.of(Map.of("some.token", "secret"));

    assertThat(settings.toString()).contains("some.token").doesNotContain("secret");
  }

  @Test
  void shouldTakeBlankAsUnset() {
    ProviderSettings settings = ProviderSettings.of(Map.of("threads", " "));

    assertThat(settings.text("threads")).isEmpty();
    assertThat(settings.positiveInteger("threads", 4)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "99999999999"})
  void shouldNameTheKeyButNotTheValueThatIsNoWholeNumber(String value) {
    ProviderSettings settings = ProviderSettings.of(Map.of("threads", value));

    assertThatThrownBy(() -> settings.positiveInteger("threads", 4))
        .isInstanceOf(InferenceException.class)
        .hasMessage("Set threads to a whole number of at least 1.");
  }
}
