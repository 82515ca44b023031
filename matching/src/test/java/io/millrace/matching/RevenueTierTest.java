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
  void shouldRankTiersFromLeastToMost() {
    assertThat(RevenueTier.MICRO.rank()).isEqualTo(1);
    assertThat(RevenueTier.ENTERPRISE.rank()).isEqualTo(5);
  }
}
