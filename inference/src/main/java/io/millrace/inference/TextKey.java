package io.millrace.inference;

import java.nio.ByteBuffer;

/**
 * A text under one model and one question, without holding the text: 128 bits of SHA-256, since
 * nobody can make two texts that share them, as one can with md5.
 */
public record TextKey(long high, long low) {
  /**
   * The key of a text.
   *
   * @param asker fingerprint of the model, and of what it is asked
   */
  public static TextKey of(String asker, String text) {
    ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(asker + '\u001f' + text));
    return new TextKey(digest.getLong(), digest.getLong());
  }
}
