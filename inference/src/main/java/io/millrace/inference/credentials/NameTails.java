package io.millrace.inference.credentials;

import java.util.List;

/** Small words after a name that belong to it or say what it is. */
final class NameTails {
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;

  NameTails(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
  }

  /** End of an award's name whose last word is small: "National Money Educator award". */
  int endOfAward(int from, int end) {
    for (int at = end; at < Math.min(end + 3, clause.to()); at++) {
      Token token = tokens.get(at);
      if (lexicon.has("award heads", token)) {
        return at + 1 < clause.to() && lexicon.has("award heads", tokens.get(at + 1))
            ? at + 2
            : at + 1;
      }
      if (!token.isWord()) {
        break;
      }
    }
    return from == end ? from : end;
  }

  /** End of an event's name whose last word is small: "FBU conference". */
  int endOfEvent(int end) {
    return end < clause.to() && lexicon.has("event heads", tokens.get(end)) ? end + 1 : end;
  }

  /** Whether what follows a known outlet is only "Magazine", "Online" and the like. */
  boolean isTailOnly(int from, int to) {
    return tokens.subList(from, to).stream()
        .allMatch(token -> lexicon.has("media tails", token) || token.isYear() || token.is("."));
  }

  /** Steps over words such as "magazine" after a name. */
  int skipTail(int at) {
    int next = at;
    while (next < clause.to() && next - at < 2 && isTail(next)) {
      next++;
    }
    return next;
  }

  private boolean isTail(int at) {
    Token token = tokens.get(at);
    return lexicon.has("media tails", token) || lexicon.has("podcast heads", token);
  }

  /** "Certificada PMP": the certificate is what follows. */
  boolean isCertifiedAs(int at) {
    if (!lexicon.has("certified words", tokens.get(at)) || at + 1 >= clause.to()) {
      return false;
    }
    boolean known = lexicon.names().longest(tokens, at, clause.to()) != null;
    PhraseTable.Match<KnownName> next = lexicon.names().longest(tokens, at + 1, clause.to());
    return !known && next != null && next.value().kind() == CredentialKind.CERTIFICATION;
  }
}
