package io.millrace.inference.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Cuts texts into a model's pieces and truncates them at its limit. Threadsafe. */
final class TextTokenizer implements AutoCloseable {
  /** Characters that hold more pieces than the models read, in nearly every text. */
  private static final int CHARACTERS_A_TOKEN = 16;

  private final HuggingFaceTokenizer tokenizer;
  private final int maximumTokens;
  private final String prefix;

  private TextTokenizer(byte[] definition, int maximumTokens, int overlap, String prefix) {
    this.maximumTokens = maximumTokens;
    this.prefix = prefix;
    Map<String, String> options =
        Map.of(
            "padding", "false",
            "truncation", "only_first",
            "maxLength", Integer.toString(maximumTokens),
            "modelMaxLength", Integer.toString(maximumTokens),
            "stride", Integer.toString(overlap));
    try {
      tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A tokenizer of texts and pairs.
   *
   * @param definition a tokenizer.json; its own truncation and padding are overridden
   * @param maximumTokens special tokens included
   */
  static TextTokenizer of(byte[] definition, int maximumTokens) {
    return new TextTokenizer(definition, maximumTokens, 0, "");
  }

  /** A tokenizer that puts a prefix before each text, as some models want it. */
  static TextTokenizer prefixing(byte[] definition, int maximumTokens, String prefix) {
    return new TextTokenizer(definition, maximumTokens, 0, prefix);
  }

  /** A tokenizer whose windows overlap by so many pieces. */
  static TextTokenizer overlapping(byte[] definition, int maximumTokens, int overlap) {
    return new TextTokenizer(definition, maximumTokens, overlap, "");
  }

  int maximumTokens() {
    return maximumTokens;
  }

  /** Tokenizes a text, or as much of it as the model reads. */
  TokenizedText tokenize(String text) {
    return tokenized(encode(prefix + text, this::encode));
  }

  /** Tokenizes a pair; the first text is truncated, the second never. */
  TokenizedText tokenizePair(String text, String second) {
    return tokenized(encode(text, beginning -> tokenizer.encode(beginning, second, true, false)));
  }

  /** Pieces of a text, special tokens included, as long as the model reads them. */
  List<TokenWindow.Piece> pieces(String text) {
    return pieces(encode(text, this::encode));
  }

  /**
   * Windows that overlap and cover a text, or as much of it as so many of them hold; each but the
   * first begins with the last pieces of the one before.
   */
  List<TokenWindow> windows(String text, int maximumWindows) {
    int characters = maximumTokens * maximumWindows * CHARACTERS_A_TOKEN;
    boolean isCut = text.length() > characters;
    Encoding encoding =
        tokenizer.encode(isCut ? text.substring(0, wordEnd(text, characters)) : text, true, true);
    List<Encoding> encodings = new ArrayList<>(List.of(encoding));
    encodings.addAll(Arrays.asList(encoding.getOverflowing()));
    boolean isTruncated = isCut || encodings.size() > maximumWindows;
    return encodings.stream()
        .limit(maximumWindows)
        .map(each -> new TokenWindow(tokenized(each, isTruncated), pieces(each)))
        .toList();
  }

  /**
   * Encodes a text, or only as much of it as the model can read: the tokenizer itself would hold
   * all pieces of a text of megabytes before it truncates.
   */
  private Encoding encode(String text, Function<String, Encoding> encoder) {
    int beginning = maximumTokens * CHARACTERS_A_TOKEN;
    while (beginning < text.length()) {
      Encoding encoding = encoder.apply(text.substring(0, wordEnd(text, beginning)));
      if (encoding.exceedMaxLength()) {
        return encoding;
      }
      beginning *= 2;
    }
    return encoder.apply(text);
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

  private static TokenizedText tokenized(Encoding encoding) {
    return tokenized(encoding, encoding.exceedMaxLength());
  }

  private static TokenizedText tokenized(Encoding encoding, boolean truncated) {
    boolean isEmpty = Arrays.stream(encoding.getSpecialTokenMask()).allMatch(mask -> mask != 0);
    return new TokenizedText(0, encoding.getIds(), encoding.getTypeIds(), truncated, isEmpty);
  }

  private static List<TokenWindow.Piece> pieces(Encoding encoding) {
    CharSpan[] spans = encoding.getCharTokenSpans();
    List<TokenWindow.Piece> pieces = new ArrayList<>();
    for (int index = 0; index < spans.length; index++) {
      if (encoding.getSpecialTokenMask()[index] == 0) {
        pieces.add(
            new TokenWindow.Piece(
                index,
                encoding.getWordIds()[index],
                spans[index].getStart(),
                spans[index].getEnd()));
      }
    }
    return pieces;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
