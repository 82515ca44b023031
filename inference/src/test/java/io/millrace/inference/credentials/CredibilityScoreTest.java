package io.millrace.inference.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredibilityScoreTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing to see | 0",
        "Inc. 5000 honoree. | 0.1",
        "Author of \"One\". | 0.25",
        "Author of \"One\" and \"Two\". | 0.4",
        "Author of \"One\", \"Two\" and \"Three\". | 0.4",
        "Featured in Vogue. | 0.1",
        "Featured in Forbes. | 0.3",
        "Featured in Forbes and Inc. | 0.5",
        "Featured in Forbes, Inc., Entrepreneur, NYT and WSJ. | 0.5",
        "TEDx speaker | 0.35",
        "Spoke at TEDxLeeds and TEDxBath. | 0.35",
        "TED speaker | 0.35",
        "Spoke at Web Summit. | 0.1",
        "PMP | 0.2",
        "PMP, CPA, LMFT | 0.3",
        "Guest on The Tim Ferriss Show. | 0.1",
        "Author of \"One\" and \"Two\". Featured in Forbes and WSJ. TEDx speaker. PMP, CPA | 1.0"
      })
  void shouldWeighByKind(String text, double expected) {
    assertThat(CredentialsCases.extract(text).credibilityScore()).isEqualTo(expected);
  }
}
