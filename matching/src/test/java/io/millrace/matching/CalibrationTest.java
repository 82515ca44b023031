package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  @ParameterizedTest
  // 0.28: 2.5 + (0.28 - 0.20) / (0.35 - 0.20) * (5.5 - 2.5) = 2.5 + 1.6
  @CsvSource({"-1,0", "0.06,0", "0.20,2.5", "0.28,4.1", "0.50,7.5", "0.60,8.25", "0.90,10", "1,10"})
  void shouldReadMiniLmBetweenItsPoints(double cosine, double score) {
    assertThat(Calibration.MINILM.score(cosine)).isCloseTo(score, within(1e-9));
  }

  @ParameterizedTest
  // Seed 003: noise floor 0.53, mean of synonyms 0.75. 0.59 lies halfway between 0.53 and 0.65.
  @CsvSource({"0.53,0", "0.59,2.5", "0.65,5", "0.75,8", "0.95,10"})
  void shouldReadBgeLargeThroughTheSeedsPoints(double cosine, double score) {
    assertThat(Calibration.BGE_LARGE.score(cosine)).isCloseTo(score, within(1e-9));
  }

  @Test
  void shouldPutMeasuredPairsInOrderForMiniLm() {
    double unrelated = Calibration.MINILM.score(0.06);
    double sameMarket = Calibration.MINILM.score(0.35);
    double synonyms = Calibration.MINILM.score(0.54);

    assertThat(unrelated).isZero();
    assertThat(sameMarket).isGreaterThan(FactorScore.NEUTRAL_SCORE);
    assertThat(synonyms).isGreaterThan(sameMarket).isGreaterThan(7.5);
  }

  @Test
  void shouldNeverFallAndStayInBounds() {
    for (Calibration curve : Calibration.shipped().values()) {
      double last = 0;
      for (int step = -1_200; step <= 1_200; step++) {
        double score = curve.score(step / 1_000.0);
        assertThat(score).isBetween(last, 10.0);
        last = score;
      }
    }
  }

  @Test
  void shouldScoreWhatIsNoNumberWithoutNaN() {
    assertThat(Calibration.MINILM.score(Double.NaN)).isZero();
    assertThat(Calibration.MINILM.score(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Calibration.MINILM.score(Double.POSITIVE_INFINITY)).isEqualTo(10);
  }

  @Test
  void shouldBeCosineTimesTenForAnUnmeasuredModel() {
    assertThat(Calibration.PROPORTIONAL.score(0.73)).isCloseTo(7.3, within(1e-9));
    assertThat(Calibration.PROPORTIONAL.score(-0.2)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1,0",
        "0.5,1,0.5,2",
        "0.5,3,0.6,2",
        "0,0,1,11",
        "0,-1,1,9",
        "NaN,0,1,1",
        "-2,0,1,1",
        "0,0,1",
        ""
      })
  void shouldRefuseWhatIsNoRisingCurve(String numbers) {
    double[] points =
        List.of(numbers.split(",")).stream()
            .filter(number -> !number.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.of(points))
        .withMessageContaining("alibration");
  }
}
