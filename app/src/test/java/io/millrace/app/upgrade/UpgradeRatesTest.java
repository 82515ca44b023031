package io.millrace.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ProviderSettings;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UpgradeRatesTest {
  private static final ProviderSettings PROVIDER =
      ProviderSettings.of(
          Map.of(
              "millrace.embedding.price.per.million.tokens", "2",
              "millrace.embedding.price.per.million.inputs", "10",
              "millrace.embedding.inputs.per.second", "50"));

  private static UpgradeRates nothing() {
    return UpgradeRates.of(OptionalDouble.empty(), OptionalDouble.empty());
  }

  @Test
  void shouldTakeWhatTheProvidersSettingsSay() {
    UpgradeRates rates = nothing().or(PROVIDER);

    assertThat(rates.money(100_000, 1_500_000)).hasValue(4.0);
    assertThat(rates.seconds(1_000)).hasValue(20.0);
  }

  @Test
  void shouldTakeWhatTheUserSaysBeforeThat() {
    UpgradeRates rates = UpgradeRates.of(OptionalDouble.of(1), OptionalDouble.of(10)).or(PROVIDER);

    assertThat(rates.money(100_000, 1_500_000)).hasValue(1.5);
    assertThat(rates.seconds(1_000)).hasValue(100.0);
  }

  @Test
  void shouldSayNothingOfWhatNobodyKnows() {
    UpgradeRates rates = nothing().or(ProviderSettings.defaults());

    assertThat(rates.money(1, 1)).isEmpty();
    assertThat(rates.seconds(1)).isEmpty();
  }
}
