package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevenueTierTest {
  @ParameterizedTest
  @ValueSource(strings = {"premium", "Premium", " PREMIUM\n"})
  void shouldIgnoreCaseAndBlanks(String value) {
    assertThat(RevenueTier.parse(value)).isEqualTo(RevenueTier.PREMIUM);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "unknown", "pre mium"})
  void shouldKnowNoTierForOtherValues(String value) {
    assertThat(RevenueTier.parse(value)).isNull();
  }

  @Test
  void shouldCountStepsInBothDirections() {
    assertThat(RevenueTier.MICRO.distance(RevenueTier.ENTERPRISE)).isEqualTo(4);
    assertThat(RevenueTier.PREMIUM.distance(RevenueTier.EMERGING)).isEqualTo(2);
  }
}
