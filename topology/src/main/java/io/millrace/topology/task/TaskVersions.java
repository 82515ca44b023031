package io.millrace.topology.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprints of what decides a task's answers. */
final class TaskVersions {
  private static final int DIGITS = 16;
  private static final String SEPARATOR = "\u001f";

  private TaskVersions() {}

  /** Sixteen hex digits over the parts in their order. */
  static String of(Object... parts) {
    StringBuilder identity = new StringBuilder();
    for (Object part : parts) {
      identity.append(part).append(SEPARATOR);
    }
    return sha256(identity.toString()).substring(0, DIGITS);
  }

  static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
