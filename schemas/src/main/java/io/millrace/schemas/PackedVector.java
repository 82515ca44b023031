package io.millrace.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Embeddings as bytes: float32 where they are stored, signed bytes where they are compared. */
public final class PackedVector {
  private static final float GREATEST_BYTE = 127f;

  private PackedVector() {}

  /** Packs components as float32, little-endian; 4 bytes a dimension. */
  public static ByteBuffer pack(float[] vector) {
    ByteBuffer packed =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    packed.asFloatBuffer().put(vector);
    return packed.order(ByteOrder.BIG_ENDIAN);
  }

  /** Reads what {@link #pack} wrote; the buffer's position is left alone. */
  public static float[] unpack(ByteBuffer packed) {
    if (packed.remaining() % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          packed.remaining() + " bytes are not a vector of float32 components");
    }
    float[] vector = new float[packed.remaining() / Float.BYTES];
    packed.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  /** The scale of {@link #quantize}: greatest absolute component divided by 127. */
  public static float scaleOf(float[] vector) {
    float greatest = 0;
    for (float component : vector) {
      greatest = Math.max(greatest, Math.abs(component));
    }
    return greatest / GREATEST_BYTE;
  }

  /**
   * Rounds each component to a signed byte. The cosine of two such vectors of 384 dimensions is
   * within 0.005 of the exact one, far below what a score shows, as long as no component is more
   * than ten times the size that it has on average (see PackedVectorTest).
   *
   * @param scale of {@link #scaleOf}; 0 gives zeros
   */
  public static ByteBuffer quantize(float[] vector, float scale) {
    ByteBuffer quantized = ByteBuffer.allocate(vector.length);
    for (float component : vector) {
      quantized.put((byte) (scale == 0 ? 0 : Math.round(component / scale)));
    }
    return quantized.flip();
  }

  /** Components of {@link #quantize}, each within half a scale of what was given. */
  public static float[] dequantize(ByteBuffer quantized, float scale) {
    float[] vector = new float[quantized.remaining()];
    for (int index = 0; index < vector.length; index++) {
      vector[index] = quantized.get(quantized.position() + index) * scale;
    }
    return vector;
  }
}
