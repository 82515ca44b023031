package io.millrace.inference.onnx;

/**
 * A text as the model reads it.
 *
 * @param position of the text among those that were asked for
 * @param ids of its word pieces, special tokens included, no padding
 * @param truncated whether the text went on after them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TokenizedText(int position, long[] ids, boolean truncated) {
  private static final int SPECIAL_TOKENS = 2;

  int length() {
    return ids.length;
  }

  /** Whether nothing but [CLS] and [SEP] is left, so that any vector would mean nothing. */
  boolean isEmpty() {
    return ids.length <= SPECIAL_TOKENS;
  }
}
