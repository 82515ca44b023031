package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether "and" stands inside one name or between two. */
final class Conjunctions {
  private Conjunctions() {}

  /**
   * Titles of books keep their "and" unless an article follows or both sides are long; names of
   * events and awards keep it if only the right side has the word that ends such names.
   */
  static boolean joins(
      List<Token> tokens,
      int from,
      int and,
      Clause clause,
      @Nullable CredentialKind expected,
      Lexicon lexicon) {
    if (and + 1 >= clause.to() || !tokens.get(and + 1).isCapitalised()) {
      return false;
    }
    if (lexicon.names().longest(tokens, and + 1, clause.to()) != null) {
      return false;
    }
    if (expected == CredentialKind.BOOK) {
      return joinsTitle(tokens, from, and, clause, lexicon);
    }
    if (lexicon.has("leading award heads", tokens.get(from))) {
      return true;
    }
    return !hasHead(tokens, from, and, lexicon)
        && hasHead(tokens, and + 1, rightEnd(tokens, and, clause), lexicon);
  }

  private static boolean joinsTitle(
      List<Token> tokens, int from, int and, Clause clause, Lexicon lexicon) {
    Token next = tokens.get(and + 1);
    if (lexicon.has("articles", next)) {
      return false;
    }
    if (endsList(tokens, from, clause)) {
      return false;
    }
    int right = rightEnd(tokens, and, clause);
    boolean yearAfter = right < clause.to() && tokens.get(right).is("(");
    return yearAfter || right - and <= 3;
  }

  /** In "A, B and C" the last "and" stands between titles. */
  private static boolean endsList(List<Token> tokens, int from, Clause clause) {
    return from > clause.from() && tokens.get(from - 1).is(",");
  }

  private static int rightEnd(List<Token> tokens, int and, Clause clause) {
    int end = and + 1;
    int limit = Math.min(clause.to(), and + 6);
    while (end < limit && tokens.get(end).isCapitalised()) {
      end++;
    }
    return end;
  }

  private static boolean hasHead(List<Token> tokens, int from, int to, Lexicon lexicon) {
    return tokens.subList(from, to).stream()
        .anyMatch(token -> lexicon.has("event heads", token) || lexicon.has("award heads", token));
  }
}
