package io.millrace.inference.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.millrace.inference.ReadText;
import io.millrace.inference.TextTruncator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Cuts texts where the model in this process stops reading, so that a remote provider of the same
 * model reads the same word pieces. Threadsafe.
 *
 * <p>Where the limit falls within a word whose beginning alone would be cut into other pieces, the
 * text ends before that word.
 */
final class WordPieceTruncator implements TextTruncator {
  /** Holds more word pieces than the models read, in nearly every text. */
  private static final int FIRST_PREFIX = 8_192;

  private final HuggingFaceTokenizer tokenizer;
  private final int maximumTokens;

  /**
   * @param definition a tokenizer.json
   * @param maximumTokens special tokens included
   */
  WordPieceTruncator(byte[] definition, int maximumTokens) {
    String limit = Integer.toString(maximumTokens);
    Map<String, String> options =
        Map.of(
            "padding", "false", "truncation", "true", "maxLength", limit, "modelMaxLength", limit);
    this.maximumTokens = maximumTokens;
    try {
      tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int maximumTokens() {
    return maximumTokens;
  }

  @Override
  public ReadText truncate(String text) {
    int length = Math.min(FIRST_PREFIX, text.length());
    while (true) {
      String prefix = text.substring(0, length);
      Encoding encoding = encode(prefix);
      if (encoding.exceedMaxLength()) {
        return cut(prefix, encoding);
      }
      if (length == text.length()) {
        return new ReadText(text, encoding.getIds().length, false);
      }
      length = Math.min(length * 2, text.length());
    }
  }

  private ReadText cut(String text, Encoding encoding) {
    int end = endOf(text, encoding);
    Encoding again = encode(text.substring(0, end));
    if (Arrays.equals(again.getIds(), encoding.getIds())) {
      return new ReadText(text.substring(0, end), again.getIds().length, true);
    }
    int wordStart = end;
    while (wordStart > 0 && !Character.isWhitespace(text.charAt(wordStart - 1))) {
      wordStart--;
    }
    String whole = text.substring(0, wordStart == 0 ? end : wordStart).stripTrailing();
    return new ReadText(whole, encode(whole).getIds().length, true);
  }

  /** Where the last piece ends that is no special token; spans count code points. */
  private static int endOf(String text, Encoding encoding) {
    CharSpan[] spans = encoding.getCharTokenSpans();
    for (int index = spans.length - 1; index >= 0; index--) {
      if (spans[index] != null && spans[index].getEnd() > 0) {
        return text.offsetByCodePoints(0, spans[index].getEnd());
      }
    }
    return text.length();
  }

  private Encoding encode(String text) {
    return tokenizer.encode(text, true, false);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
