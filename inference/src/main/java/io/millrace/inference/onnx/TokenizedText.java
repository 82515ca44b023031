package io.millrace.inference.onnx;

/**
 * A text, or a pair of texts, as the model reads it.
 *
 * @param position of the text among those that were asked for
 * @param ids of its pieces, special tokens included, no padding
 * @param types which of a pair's two texts each piece is of, as the model counts them
 * @param truncated whether the text went on after them
 * @param isEmpty whether nothing but special tokens is left, so that any answer would mean nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TokenizedText(int position, long[] ids, long[] types, boolean truncated, boolean isEmpty) {
  int length() {
    return ids.length;
  }

  TokenizedText at(int otherPosition) {
    return new TokenizedText(otherPosition, ids, types, truncated, isEmpty);
  }
}
