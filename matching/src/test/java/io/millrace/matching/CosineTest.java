package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CosineTest {
  @Test
  void shouldBeOneForOneDirectionWhateverTheLength() {
    assertThat(Cosine.between(new float[] {3, 4}, new float[] {300, 400}))
        .isCloseTo(1, within(1e-12));
    assertThat(Cosine.between(new float[] {3, 4}, new float[] {-3, -4}))
        .isCloseTo(-1, within(1e-12));
  }

  @Test
  void shouldComputeByHandCase() {
    // (1·3 + 2·0 + 2·4) / (3 · 5) = 11 / 15
    double cosine = Cosine.between(new float[] {1, 2, 2}, new float[] {3, 0, 4});

    assertThat(cosine).isCloseTo(11.0 / 15, within(1e-12));
  }

  @Test
  void shouldBeUndefinedWhereThereIsNoAngle() {
    float[] unit = {1, 0};

    assertThat(Cosine.between(unit, new float[] {0, 0})).isNaN();
    assertThat(Cosine.between(unit, new float[] {Float.NaN, 0})).isNaN();
    assertThat(Cosine.between(unit, new float[] {Float.POSITIVE_INFINITY, 0})).isNaN();
    assertThat(Cosine.between(unit, new float[] {1, 0, 0})).isNaN();
    assertThat(Cosine.between(new float[0], new float[0])).isNaN();
  }

  @Test
  void shouldBeSymmetricAndBoundedForAnyVectors() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      float[] a = vector(random);
      float[] b = round % 3 == 0 ? a : vector(random);

      double cosine = Cosine.between(a, b);

      assertThat(cosine).isBetween(-1.0, 1.0).isEqualTo(Cosine.between(b, a));
    }
  }

  private static float[] vector(Random random) {
    float size = (float) Math.pow(10, random.nextInt(76) - 38);
    float[] vector = new float[16];
    for (int index = 0; index < vector.length; index++) {
      vector[index] = (float) random.nextGaussian() * size;
    }
    vector[0] = size;
    return vector;
  }
}
