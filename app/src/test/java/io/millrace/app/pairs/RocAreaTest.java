package io.millrace.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RocAreaTest {
  @Test
  void shouldBeTheShareOfPairsInOrderWithTiesCountingHalf() {
    // 0.9 is above both; 0.4 ties with 0.4 and is above 0.1: (2 + 1.5) / 4
    double area = RocArea.area(new double[] {0.9, 0.4}, new double[] {0.4, 0.1});

    assertThat(area).isEqualTo(0.875);
  }

  @Test
  void shouldBeHalfForEqualFiguresAndTurnAroundWithTheirSign() {
    double[] one = {0.2, 0.5, -0.7};
    double[] other = {0.1, 0.6};

    assertThat(RocArea.area(one, one)).isEqualTo(0.5);
    assertThat(RocArea.area(one, other) + RocArea.area(other, one)).isCloseTo(1, within(1e-12));
  }

  @Test
  void shouldGiveTheSameIntervalAroundTheAreaEachTime() {
    double[] related = {0.9, 0.7, 0.3, 0.6, 0.5};
    double[] unrelated = {0.4, 0.1, 0.2, 0.65, 0.3};

    RocArea area = RocArea.of(related, unrelated);

    assertThat(area).isEqualTo(RocArea.of(related, unrelated));
    assertThat(area.area()).isBetween(area.low(), area.high());
    assertThat(area.low()).isLessThan(area.high());
  }
}
