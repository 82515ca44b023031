package io.millrace.inference.credentials;

import java.util.List;

/** Whether a word can start, continue or end a name, and where a cue ends it. */
final class NameWords {
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;

  NameWords(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
  }

  boolean startsName(int at) {
    Token token = tokens.get(at);
    if (token.type() == Token.Type.NUMBER) {
      return !token.isYear() && at + 1 < clause.to() && isNameWord(at + 1) && !isCue(at + 1);
    }
    if (token.isWord() && !token.isCapitalised()) {
      return isTedEvent(token) || startsPrize(at);
    }
    return isNameWord(at) && !(lexicon.has("pronouns", token) && at == clause.from());
  }

  private static boolean isTedEvent(Token token) {
    return token.folded().startsWith("tedx") && token.folded().length() > 4;
  }

  /** "premio Mujer Emprendedora", "prix Veuve Clicquot": the head may be small. */
  private boolean startsPrize(int at) {
    return lexicon.has("leading award heads", tokens.get(at))
        && at + 1 < clause.to()
        && tokens.get(at + 1).isCapitalised();
  }

  boolean isCredential(int at) {
    PhraseTable.Match<KnownName> match = lexicon.names().longest(tokens, at, clause.to());
    return match != null && match.value().kind() != null;
  }

  boolean isNameOrNumber(int at) {
    return isNameWord(at) || tokens.get(at).type() == Token.Type.NUMBER;
  }

  boolean isNameWord(int at) {
    Token token = tokens.get(at);
    if (!token.isCapitalised()) {
      return false;
    }
    return !clause.shouted() || !lexicon.has("small words", token);
  }

  boolean isCue(int at) {
    if (at >= clause.to()) {
      return false;
    }
    PhraseTable.Match<Cue> match = lexicon.cues().longest(tokens, at, clause.to());
    if (match == null || match.value().role() == Cue.Role.NEUTRAL) {
      return false;
    }
    return !match.value().denies() || !tokens.get(at).isCapitalised() || clause.shouted();
  }

  /** A cue that ends a name: any that opens or labels, with nothing of a name after it. */
  boolean isLabel(int at) {
    PhraseTable.Match<Cue> match = lexicon.cues().longest(tokens, at, clause.to());
    if (match == null
        || match.value().role() == Cue.Role.NEUTRAL
        || lexicon.has("event heads", tokens.get(at))
        || lexicon.has("media heads", tokens.get(at))
        || lexicon.has("award heads", tokens.get(at))) {
      return false;
    }
    if (match.value().role() == Cue.Role.LABELS || match.value().denies()) {
      if (match.end() < clause.to() && tokens.get(match.end()).is("of")) {
        return false;
      }
      return match.end() >= clause.to() || clause.shouted() || !isNameWord(match.end());
    }
    return match.end() > at + 1 || clause.shouted();
  }
}
