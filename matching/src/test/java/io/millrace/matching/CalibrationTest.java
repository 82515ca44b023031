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
  void shouldReadACurveBetweenItsPoints(double cosine, double score) {
    assertThat(Profiles.CURVE.score(cosine)).isCloseTo(score, within(1e-9));
  }

  @Test
  void shouldScoreWhatIsNoNumberWithoutNaN() {
    assertThat(Profiles.CURVE.score(Double.NaN)).isZero();
    assertThat(Profiles.CURVE.score(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Profiles.CURVE.score(Double.POSITIVE_INFINITY)).isEqualTo(10);
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
