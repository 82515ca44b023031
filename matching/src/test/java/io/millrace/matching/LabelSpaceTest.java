package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSpaceTest {
  private static final float[] MARKET = {1, 0, 0};

  @Test
  void shouldAddTheProjectionThreeTimes() {
    LabelSpace space = LabelSpace.of(List.of(MARKET));

    // (0.6, 0.8, 0) + 3 × (0.6, 0, 0) = (2.4, 0.8, 0), of length √6.4 = 2.5298
    assertThat(space.emphasise(new float[] {0.6f, 0.8f, 0}))
        .containsExactly(new float[] {0.9487f, 0.3162f, 0}, within(1e-4f));
  }

  @Test
  void shouldBringTextsOfOneMarketTogetherAndPartThoseThatShareOnlyTheRest() {
    LabelSpace space = LabelSpace.of(List.of(MARKET, new float[] {0, 1, 0}));
    float[] one = {0.6f, 0, 0.8f};
    float[] sameMarket = {0.8f, 0, -0.6f};
    float[] sameWords = {0, 0.6f, 0.8f};

    assertThat(Cosine.between(one, sameWords)).isGreaterThan(Cosine.between(one, sameMarket));
    assertThat(Cosine.between(space.emphasise(one), space.emphasise(sameMarket)))
        .isGreaterThan(Cosine.between(space.emphasise(one), space.emphasise(sameWords)));
  }

  @Test
  void shouldCountALabelThatSaysNothingNewOnce() {
    LabelSpace space = LabelSpace.of(List.of(MARKET, new float[] {2, 0, 0}, new float[3]));

    assertThat(space.directions()).isEqualTo(1);
  }

  @Test
  void shouldChangeNothingWithoutLabels() {
    assertThat(LabelSpace.of(List.of()).emphasise(new float[] {0.6f, 0.8f}))
        .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }

  @Test
  void shouldGiveZerosForZerosAndNeverNaN() {
    assertThat(LabelSpace.of(List.of(MARKET)).emphasise(new float[3])).containsOnly(0f);
  }

  @Test
  void shouldRefuseVectorsOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelSpace.of(List.of(MARKET)).emphasise(new float[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelSpace.of(List.of(MARKET, new float[2])));
  }
}
