package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AggregationTest {
  @ParameterizedTest
  // Weights 0.45 and 0.25, scores 9 and 5.
  // harmonic: 0.7 / (0.45 / 9 + 0.25 / 5) = 0.7 / 0.1 = 7
  // geometric: e^((0.45 ln 9 + 0.25 ln 5) / 0.7) = e^(1.391109 / 0.7) = e^1.987299 = 7.2958
  // weighted: (0.45 x 9 + 0.25 x 5) / 0.7 = 5.3 / 0.7 = 7.571429
  @CsvSource({"HARMONIC,7", "GEOMETRIC,7.2958", "WEIGHTED,7.571429"})
  void shouldMeanDimensionsByWeight(Aggregation aggregation, double mean) {
    assertThat(aggregation.mean(List.of(intent(9, 0.45), synergy(5, 0.25))))
        .isCloseTo(mean, within(1e-4));
  }

  @Test
  void shouldCountAZeroDimensionAsTheFloor() {
    // 0.5 / (0.25 / 10 + 0.25 / 0.01) x 10 = 0.5 / 25.025 x 10 = 0.19980...
    DirectionScore direction =
        DirectionScore.of(Aggregation.HARMONIC, List.of(intent(10, 0.25), synergy(0, 0.25)));

    assertThat(direction.score()).isEqualTo(0.1998);
  }

  @ParameterizedTest
  @EnumSource(Aggregation.class)
  void shouldBeTheDimensionWhereThereIsOne(Aggregation aggregation) {
    assertThat(aggregation.mean(List.of(intent(10, 0.45)))).isCloseTo(10, within(1e-9));
    assertThat(aggregation.mean(List.of(intent(6.4, 3), synergy(1, 0))))
        .isCloseTo(6.4, within(1e-9));
  }

  @Test
  void shouldKnowItsNames() {
    assertThat(Aggregation.named("geometric")).contains(Aggregation.GEOMETRIC);
    assertThat(Aggregation.named("median")).isEmpty();
  }

  private static DimensionScore intent(double score, double weight) {
    return new DimensionScore(Dimension.INTENT, score, weight, List.of());
  }

  private static DimensionScore synergy(double score, double weight) {
    return new DimensionScore(Dimension.SYNERGY, score, weight, List.of());
  }
}
