package io.millrace.inference.onnx;

import io.millrace.inference.onnx.TokenWindow.Piece;
import java.util.ArrayList;
import java.util.List;

/** Makes one row of words of the windows of a text. */
final class WindowMerge {
  private WindowMerge() {}

  /**
   * The words of a text in order, each once. Where two windows overlap, the first half of what both
   * hold is taken from the earlier and the rest from the later, so that every word has been read
   * with some text on both sides. A word of several pieces has the label of its first.
   *
   * @param windows of one text, in order
   * @param labels one for each window
   */
  static List<TaggedWord> words(List<TokenWindow> windows, List<TokenLabels> labels) {
    List<TaggedWord> words = new ArrayList<>();
    for (int window = 0; window < windows.size(); window++) {
      int from = window == 0 ? 0 : border(windows, window);
      int to = window + 1 == windows.size() ? Integer.MAX_VALUE : border(windows, window + 1);
      add(windows.get(window), labels.get(window), from, to, words);
    }
    return words;
  }

  /** The code point from which a window's words are taken rather than those of the one before. */
  private static int border(List<TokenWindow> windows, int window) {
    int shared = windows.get(window).pieces().get(0).start();
    List<Piece> before = windows.get(window - 1).pieces();
    int middle = (shared + before.get(before.size() - 1).end()) / 2;
    // At the beginning of a word, or both windows would hold a part of it.
    List<Piece> pieces = windows.get(window).pieces();
    for (int index = 1; index < pieces.size(); index++) {
      if (pieces.get(index).start() >= middle
          && pieces.get(index).word() != pieces.get(index - 1).word()) {
        return pieces.get(index).start();
      }
    }
    return middle;
  }

  private static void add(
      TokenWindow window, TokenLabels labels, int from, int to, List<TaggedWord> words) {
    long word = -1;
    for (Piece piece : window.pieces()) {
      if (piece.start() < from || piece.start() >= to) {
        continue;
      }
      int last = words.size() - 1;
      if (piece.word() == word) {
        TaggedWord begun = words.get(last);
        words.set(
            last, new TaggedWord(begun.start(), piece.end(), begun.label(), begun.confidence()));
      } else {
        int token = piece.index();
        words.add(
            new TaggedWord(
                piece.start(), piece.end(), labels.labels()[token], labels.confidences()[token]));
      }
      word = piece.word();
    }
  }
}
