package io.millrace.inference;

import java.nio.ByteBuffer;

/**
 * A text under one model, without holding the text: 128 bits of SHA-256, since nobody can make two
 * texts that share them, as one can with md5.
 */
record TextKey(long high, long low) {
  static TextKey of(String modelFingerprint, String text) {
    ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(modelFingerprint + '\u001f' + text));
    return new TextKey(digest.getLong(), digest.getLong());
  }
}
