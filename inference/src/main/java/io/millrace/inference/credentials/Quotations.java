package io.millrace.inference.credentials;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs quotation marks of one line; a mark without a partner means nothing.
 *
 * <p>One pass: each kind of mark remembers the last open one.
 */
final class Quotations {
  private static final int NONE = -1;

  private final int[] closing;

  private Quotations(int[] closing) {
    this.closing = closing;
  }

  static Quotations of(List<Token> tokens) {
    int[] closing = new int[tokens.size()];
    Arrays.fill(closing, NONE);
    Map<String, Integer> open = new HashMap<>();
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      if (token.isBreak()) {
        open.clear();
      } else if (token.type() == Token.Type.QUOTE) {
        pair(token, at > 0 && tokens.get(at - 1).type() != Token.Type.WORD, at, open, closing);
      }
    }
    return new Quotations(closing);
  }

  private static void pair(
      Token token, boolean tokensOpenBefore, int at, Map<String, Integer> open, int[] closing) {
    String mark = token.text().equals("‘") ? "'" : token.text();
    Integer start = open.get(mark);
    boolean hugsNext = token.spaced() || at == 0 || !directed(mark);
    if (start == null && (hugsNext || tokensOpenBefore)) {
      open.put(mark, at);
    } else if (start != null && (!token.spaced() || !directed(mark))) {
      closing[start] = at;
      open.remove(mark);
    }
  }

  boolean opensAt(int token) {
    return closing[token] != NONE;
  }

  /** Index of the closing mark of a quotation that opens at a token. */
  int closingOf(int token) {
    return closing[token];
  }

  /** Marks that serve other ends too: only what hugs the next word opens, the last word closes. */
  private static boolean directed(String mark) {
    return !mark.equals("\"");
  }
}
