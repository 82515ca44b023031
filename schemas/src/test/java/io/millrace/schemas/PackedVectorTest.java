package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedVectorTest {
  private static final int DIMENSIONS = 384;
  private static final int PAIRS = 2_000;
  private static final double BOUND = 0.005;

  @Test
  void shouldReadBackWhatItPacked() {
    float[] vector = {0f, -1f, 1.5f, Float.MIN_VALUE, 3.25e-8f};

    float[] read = PackedVector.unpack(PackedVector.pack(vector));

    assertThat(read).containsExactly(vector);
  }

  @Test
  void shouldPackFloatsInLittleEndianOrder() {
    ByteBuffer packed = PackedVector.pack(new float[] {1f});

    assertThat(packed).isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, (byte) 0x80, 0x3f}));
  }

  @Test
  void shouldLeaveThePositionAlone() {
    ByteBuffer packed = PackedVector.pack(new float[] {1f, 2f});

    PackedVector.unpack(packed);

    assertThat(packed.remaining()).isEqualTo(2 * Float.BYTES);
  }

  @Test
  void shouldRefuseBytesThatAreNoFloats() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedVector.unpack(ByteBuffer.allocate(5)))
        .withMessageContaining("5 bytes");
  }

  @Test
  void shouldKeepEachComponentWithinHalfAScale() {
    float[] vector = unitVector(new Random(7));
    float scale = PackedVector.scaleOf(vector);

    float[] read = PackedVector.dequantize(PackedVector.quantize(vector, scale), scale);

    for (int index = 0; index < DIMENSIONS; index++) {
      assertThat(read[index]).isCloseTo(vector[index], within(scale * 0.5001f));
    }
  }

  @Test
  void shouldKeepTheGreatestComponentWhateverItsSign() {
    float[] vector = {0.25f, -0.5f};
    float scale = PackedVector.scaleOf(vector);

    assertThat(PackedVector.quantize(vector, scale).array())
        .containsExactly((byte) 64, (byte) -127);
  }

  @Test
  void shouldMakeZerosOfZeros() {
    float[] zeros = new float[3];

    float scale = PackedVector.scaleOf(zeros);

    assertThat(scale).isZero();
    assertThat(PackedVector.dequantize(PackedVector.quantize(zeros, scale), scale))
        .containsExactly(zeros);
  }

  /** Pairs of every likeness: the second is the first with more or less noise. */
  @Test
  void shouldKeepTheCosineOfTwoQuantizedVectorsWithinItsBound() {
    Random random = new Random(42);
    double worst = 0;

    for (int pair = 0; pair < PAIRS; pair++) {
      float[] a = unitVector(random);
      float[] b = mixed(a, unitVector(random), random.nextFloat());
      worst = Math.max(worst, Math.abs(cosine(a, b) - cosine(quantized(a), quantized(b))));
    }

    assertThat(worst).isPositive().isLessThan(BOUND);
  }

  /** One component that is ten times the others' size makes the steps of all others coarse. */
  @Test
  void shouldKeepTheBoundWithAnOutlyingComponent() {
    Random random = new Random(43);
    double worst = 0;

    for (int pair = 0; pair < PAIRS; pair++) {
      float[] a = withOutlier(unitVector(random));
      float[] b = mixed(a, unitVector(random), random.nextFloat());
      worst = Math.max(worst, Math.abs(cosine(a, b) - cosine(quantized(a), quantized(b))));
    }

    assertThat(worst).isPositive().isLessThan(BOUND);
  }

  private static float[] withOutlier(float[] vector) {
    float[] changed = vector.clone();
    changed[0] = (float) (10 / Math.sqrt(DIMENSIONS));
    return changed;
  }

  private static float[] quantized(float[] vector) {
    float scale = PackedVector.scaleOf(vector);
    return PackedVector.dequantize(PackedVector.quantize(vector, scale), scale);
  }

  private static float[] unitVector(Random random) {
    float[] vector = new float[DIMENSIONS];
    double squares = 0;
    for (int index = 0; index < DIMENSIONS; index++) {
      vector[index] = (float) random.nextGaussian();
      squares += vector[index] * vector[index];
    }
    for (int index = 0; index < DIMENSIONS; index++) {
      vector[index] = (float) (vector[index] / Math.sqrt(squares));
    }
    return vector;
  }

  private static float[] mixed(float[] a, float[] b, float share) {
    float[] mixed = new float[DIMENSIONS];
    for (int index = 0; index < DIMENSIONS; index++) {
      mixed[index] = share * a[index] + (1 - share) * b[index];
    }
    return mixed;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int index = 0; index < a.length; index++) {
      product += (double) a[index] * b[index];
      squaresOfA += (double) a[index] * a[index];
      squaresOfB += (double) b[index] * b[index];
    }
    return product / Math.sqrt(squaresOfA * squaresOfB);
  }
}
