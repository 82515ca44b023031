package io.millrace.inference.onnx;

import io.millrace.inference.ReadText;
import io.millrace.inference.TextTruncator;
import io.millrace.inference.onnx.TokenWindow.Piece;
import java.util.List;

/**
 * Truncation by a model's own tokenizer. WordPiece takes the longest piece first, so a text that is
 * cut between two pieces of a word gives the same pieces again; other tokenizers may join the last
 * ones in another way, but never to more than the model reads.
 */
final class TokenizerTruncator implements TextTruncator {
  private final TextTokenizer tokenizer;

  TokenizerTruncator(TextTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public ReadText truncate(String text) {
    TokenizedText whole = tokenizer.tokenize(text);
    if (!whole.truncated()) {
      return new ReadText(text, whole.length(), false);
    }
    List<Piece> pieces = tokenizer.pieces(text);
    for (int last = pieces.size() - 1; last >= 0; last--) {
      String beginning = text.substring(0, text.offsetByCodePoints(0, pieces.get(last).end()));
      TokenizedText again = tokenizer.tokenize(beginning);
      if (!again.truncated()) {
        return new ReadText(beginning, again.length(), true);
      }
    }
    return new ReadText("", 0, true);
  }

  @Override
  public int maximumTokens() {
    return tokenizer.maximumTokens();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
