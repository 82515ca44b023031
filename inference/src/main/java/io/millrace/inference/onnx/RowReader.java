package io.millrace.inference.onnx;

/**
 * Reads what a model gave for one text.
 *
 * @param <R> what is read; holds no reference to the output, which is large
 */
@FunctionalInterface
interface RowReader<R> {
  /**
   * Reads one text's part.
   *
   * @param row of the text in the bucket
   * @param tokens of the text, without padding
   */
  R read(ModelOutput output, int row, int tokens);
}
