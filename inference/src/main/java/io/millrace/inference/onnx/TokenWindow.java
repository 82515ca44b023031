package io.millrace.inference.onnx;

import java.util.List;

/**
 * As much of a text as the model reads at once, with where its pieces stand in the text.
 *
 * @param tokens what the model is given
 * @param pieces those of the text, in order, without special tokens
 */
record TokenWindow(TokenizedText tokens, List<Piece> pieces) {
  /**
   * One piece of a word.
   *
   * @param index among the window's tokens
   * @param word number of its word in the text
   * @param start its first code point in the text
   * @param end the code point after its last
   */
  record Piece(int index, long word, int start, int end) {}

  TokenWindow {
    pieces = List.copyOf(pieces);
  }
}
