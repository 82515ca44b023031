package io.millrace.inference.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Groups texts of like length, because on a CPU each token of padding costs as much as a real one.
 */
final class LengthBuckets {
  /**
   * Keeps a run's memory small and gives every lane something to do. Measured: 256 and 512 padded
   * tokens a run are as fast as 2,048; one text a run is a tenth slower.
   */
  private static final int MAXIMUM_TOKENS = 256;

  /** Part of a bucket that may be padding. */
  private static final double MAXIMUM_PADDING = 0.1;

  private LengthBuckets() {}

  /**
   * Shortest first; every text is in exactly one bucket, and no bucket is empty. A text longer than
   * a bucket has one of its own.
   *
   * @param oneByOne whether every text has one of its own
   */
  static List<List<TokenizedText>> of(List<TokenizedText> texts, boolean oneByOne) {
    List<TokenizedText> sorted = new ArrayList<>(texts);
    sorted.sort(Comparator.comparingInt(TokenizedText::length));
    List<List<TokenizedText>> buckets = new ArrayList<>();
    List<TokenizedText> bucket = new ArrayList<>();
    int tokens = 0;
    for (TokenizedText text : sorted) {
      boolean isJoined =
          !oneByOne && fits(bucket.size() + 1, tokens + text.length(), text.length());
      if (!bucket.isEmpty() && !isJoined) {
        buckets.add(bucket);
        bucket = new ArrayList<>();
        tokens = 0;
      }
      bucket.add(text);
      tokens += text.length();
    }
    if (!bucket.isEmpty()) {
      buckets.add(bucket);
    }
    return buckets;
  }

  private static boolean fits(int texts, int tokens, int longest) {
    int padded = texts * longest;
    return padded <= MAXIMUM_TOKENS && padded - tokens <= padded * MAXIMUM_PADDING;
  }
}
