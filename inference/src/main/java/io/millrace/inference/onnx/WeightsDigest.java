package io.millrace.inference.onnx;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The short digest by which a weights file is known: 12 hex digits of its SHA-256. */
final class WeightsDigest {
  private static final int BYTES = 6;

  private WeightsDigest() {}

  static String of(byte[] weights) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(weights);
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
