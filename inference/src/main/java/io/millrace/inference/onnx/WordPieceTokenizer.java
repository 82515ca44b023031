package io.millrace.inference.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Cuts texts into word pieces and truncates them at the model's limit. Threadsafe. */
final class WordPieceTokenizer implements AutoCloseable {
  /** Characters that hold more word pieces than the models read, in nearly every text. */
  private static final int FIRST_PREFIX = 8_192;

  private final HuggingFaceTokenizer tokenizer;

  /**
   * @param definition a tokenizer.json; its own truncation and padding are overridden
   * @param maximumTokens special tokens included
   */
  WordPieceTokenizer(byte[] definition, int maximumTokens) {
    Map<String, String> options =
        Map.of(
            "padding",
            "false",
            "truncation",
            "true",
            "maxLength",
            Integer.toString(maximumTokens),
            "modelMaxLength",
            Integer.toString(maximumTokens));
    try {
      tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tokenizes a text, or only as much of it as the model can read: the tokenizer itself would hold
   * all pieces of a text of megabytes before it truncates.
   */
  TokenizedText tokenize(int position, String text) {
    int prefix = FIRST_PREFIX;
    while (prefix < text.length()) {
      Encoding encoding = encode(text.substring(0, wordEnd(text, prefix)));
      if (encoding.exceedMaxLength()) {
        return new TokenizedText(position, encoding.getIds(), true);
      }
      prefix *= 2;
    }
    Encoding encoding = encode(text);
    return new TokenizedText(position, encoding.getIds(), encoding.exceedMaxLength());
  }

  /** The last white space before a position, so that no word is read in part. */
  private static int wordEnd(String text, int before) {
    for (int end = before; end > 0; end--) {
      if (Character.isWhitespace(text.charAt(end))) {
        return end;
      }
    }
    return Character.isHighSurrogate(text.charAt(before - 1)) ? before - 1 : before;
  }

  private Encoding encode(String text) {
    return tokenizer.encode(text, true, false);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
