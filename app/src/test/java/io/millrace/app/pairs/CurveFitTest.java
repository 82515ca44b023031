package io.millrace.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.matching.Calibration;
import org.junit.jupiter.api.Test;

class CurveFitTest {
  private static final double[] NONE = {};

  @Test
  void shouldGiveTheCurveOfTheSeedForTheFiguresOfTheSeed() {
    CurveFit fit = CurveFit.of(new double[] {0.70, 0.80}, new double[] {0.50, 0.56}, NONE);

    assertThat(fit.noiseFloor()).isEqualTo(0.53);
    assertThat(fit.synonymMean()).isEqualTo(0.75);
    assertThat(fit.calibration()).isEqualTo(Calibration.of(0.53, 0, 0.65, 5, 0.75, 8, 0.90, 10));
  }

  @Test
  void shouldTakeTheFloorOfExchangedTextsWhereUnrelatedPairsWereChosenToLookAlike() {
    CurveFit fit = CurveFit.of(new double[] {0.5}, new double[] {0.4}, new double[] {0.1});

    assertThat(fit.noiseFloor()).isEqualTo(0.1);
    assertThat(fit.unrelatedMean()).isEqualTo(0.4);
  }

  @Test
  void shouldEndBelowACosineOfOne() {
    CurveFit fit = CurveFit.of(new double[] {0.9}, new double[] {0.1}, NONE);

    assertThat(fit.calibration().score(1)).isEqualTo(10);
    assertThat(fit.calibration().score(0.1)).isZero();
  }

  @Test
  void shouldRefusePairsThatTheModelDoesNotTellApart() {
    assertThatThrownBy(() -> CurveFit.of(new double[] {0.5}, new double[] {0.6}, NONE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("does not tell these pairs apart");
    assertThatThrownBy(() -> CurveFit.of(new double[] {0.5}, NONE, NONE))
        .isInstanceOf(UserException.class);
  }
}
