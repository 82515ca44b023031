package io.millrace.inference.credentials;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest known phrase that starts at a token.
 *
 * <p>A tree of folded words, so that a look-up costs at most the length of the longest phrase,
 * whatever the text. Hyphens and full stops between words are not looked at, nor is a possessive
 * ending. Not changed after loading, and then threadsafe.
 */
final class PhraseTable<V> {
  private static final class Node<V> {
    private final Map<String, Node<V>> next = new HashMap<>();
    private @Nullable V value;
  }

  /**
   * A phrase that was found.
   *
   * @param value what is known of it
   * @param end index of the token after it
   */
  record Match<V>(V value, int end) {}

  private final Node<V> root = new Node<>();

  /** Adds a phrase; of equal phrases the first is kept. */
  void add(String phrase, V value) {
    Node<V> node = root;
    for (Token token : Tokenizer.tokenize(phrase)) {
      if (!isSkippable(token)) {
        node = node.next.computeIfAbsent(token.folded(), key -> new Node<>());
      }
    }
    if (node.value == null) {
      node.value = value;
    }
  }

  @Nullable Match<V> longest(List<Token> tokens, int from, int limit) {
    Node<V> node = root;
    Match<V> best = null;
    for (int at = from; at < limit; at++) {
      Token token = tokens.get(at);
      Node<V> next = step(node, token);
      if (next == null) {
        if (at == from || !isSkippable(token)) {
          return best;
        }
        continue;
      }
      node = next;
      if (node.value != null) {
        best = new Match<>(node.value, at + 1);
      }
    }
    return best;
  }

  private @Nullable Node<V> step(Node<V> node, Token token) {
    Node<V> exact = node.next.get(token.folded());
    if (exact != null || !token.isWord()) {
      return exact;
    }
    String word = token.folded();
    return word.endsWith("'s") ? node.next.get(word.substring(0, word.length() - 2)) : null;
  }

  private static boolean isSkippable(Token token) {
    return token.is("-") || token.is(".");
  }
}
