package io.millrace.inference.disk;

import io.millrace.inference.TextKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The form of a file of vectors, big-endian: a mark, the dimensions, the number of vectors; for
 * each the 16 bytes of its key and its components; a CRC-32 over all of that. It holds no text.
 */
final class LabelVectorCodec {
  private static final int MARK = 0x4d4c5631; // "MLV1"
  private static final int HEADER_BYTES = 3 * Integer.BYTES;
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private final int dimensions;

  LabelVectorCodec(int dimensions) {
    this.dimensions = dimensions;
  }

  byte[] write(Map<TextKey, float[]> vectors) {
    byte[] bytes = new byte[bytesOf(vectors.size())];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(MARK).putInt(dimensions).putInt(vectors.size());
    vectors.forEach(
        (key, vector) -> {
          buffer.putLong(key.high()).putLong(key.low());
          buffer.asFloatBuffer().put(vector);
          buffer.position(buffer.position() + dimensions * Float.BYTES);
        });
    buffer.putInt(checksum(bytes));
    return bytes;
  }

  /**
   * The vectors by their keys.
   *
   * @throws IOException if the bytes are not whole, or not of this form
   */
  Map<TextKey, float[]> read(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int count = countOf(bytes, buffer);
    Map<TextKey, float[]> vectors = new HashMap<>();
    for (int index = 0; index < count; index++) {
      TextKey key = new TextKey(buffer.getLong(), buffer.getLong());
      float[] vector = new float[dimensions];
      buffer.asFloatBuffer().get(vector);
      buffer.position(buffer.position() + dimensions * Float.BYTES);
      vectors.put(key, vector);
    }
    return vectors;
  }

  private int countOf(byte[] bytes, ByteBuffer buffer) throws IOException {
    if (bytes.length < HEADER_BYTES + CHECKSUM_BYTES
        || buffer.getInt(bytes.length - CHECKSUM_BYTES) != checksum(bytes)) {
      throw new IOException("it is damaged");
    }
    boolean fits = buffer.getInt() == MARK && buffer.getInt() == dimensions;
    int count = buffer.getInt();
    if (!fits || bytesOf(count) != bytes.length) {
      throw new IOException("it has another form");
    }
    return count;
  }

  private int bytesOf(int count) {
    return HEADER_BYTES + count * (2 * Long.BYTES + dimensions * Float.BYTES) + CHECKSUM_BYTES;
  }

  private static int checksum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length - CHECKSUM_BYTES);
    return (int) sum.getValue();
  }
}
