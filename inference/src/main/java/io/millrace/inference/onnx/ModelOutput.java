package io.millrace.inference.onnx;

/**
 * What the model gave for a bucket of texts.
 *
 * @param values flat, in the order of the shape
 * @param tokens of each text, padding included; 1 where the model gives one row a text
 * @param width numbers a row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelOutput(float[] values, int tokens, int width) {
  /** Where the numbers of a text's first token, or of the text itself, begin. */
  int offset(int text) {
    return text * tokens * width;
  }
}
