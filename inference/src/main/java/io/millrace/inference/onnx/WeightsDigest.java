package io.millrace.inference.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The short digest by which a file of a model is known: 12 hex digits of its SHA-256. */
final class WeightsDigest {
  private static final int BYTES = 6;

  private WeightsDigest() {}

  static String of(byte[] weights) {
    return shortened(sha256().digest(weights));
  }

  /** The digest of several files as if they were one; holds none of them in memory. */
  static String of(List<Path> files) throws IOException {
    MessageDigest digest = sha256();
    try (DigestOutputStream sink =
        new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (Path file : files) {
        try (InputStream content = Files.newInputStream(file)) {
          content.transferTo(sink);
        }
      }
    }
    return shortened(digest.digest());
  }

  private static String shortened(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
