package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void shouldGiveMeanDeviationAndQuantiles() {
    Distribution distribution = new Distribution(10);
    for (int figure = 1; figure <= 10; figure++) {
      distribution.add(figure);
    }

    assertThat(distribution.mean()).isCloseTo(5.5, within(1e-12));
    // Sum of squares about the mean is 82.5, by 9 degrees of freedom.
    assertThat(distribution.standardDeviation()).isCloseTo(Math.sqrt(82.5 / 9), within(1e-12));
    assertThat(distribution.quantile(0.1)).isEqualTo(1);
    assertThat(distribution.quantile(0.5)).isEqualTo(5);
    assertThat(distribution.quantile(0.9)).isEqualTo(9);
  }

  @Test
  void shouldSayNothingOfNothing() {
    Distribution distribution = new Distribution(100);

    assertThat(distribution.mean()).isNaN();
    assertThat(distribution.quantile(0.5)).isNaN();
    assertThat(distribution.document()).containsEntry("mean", null).containsEntry("count", 0L);
  }
}
