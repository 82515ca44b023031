package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.List;

/** Splits tokens into clauses, in one pass; a quotation of few words is never split. */
final class ClauseSplitter {
  private static final int LONGEST_TITLE = 16;

  private final List<Token> tokens;
  private final Quotations quotations;
  private final Lexicon lexicon;
  private final List<Clause> clauses = new ArrayList<>();
  private int from;
  private boolean sentence = true;
  private boolean paragraph = true;
  private boolean line = true;

  ClauseSplitter(List<Token> tokens, Quotations quotations, Lexicon lexicon) {
    this.tokens = tokens;
    this.quotations = quotations;
    this.lexicon = lexicon;
  }

  List<Clause> split() {
    int at = 0;
    while (at < tokens.size()) {
      if (quotations.opensAt(at) && quotations.closingOf(at) - at <= LONGEST_TITLE) {
        at = quotations.closingOf(at) + 1;
      } else {
        at = step(at);
      }
    }
    close(tokens.size());
    return clauses;
  }

  private int step(int at) {
    Token token = tokens.get(at);
    if (token.isBreak()) {
      close(at);
      start(at + 1, true, at > 0 && tokens.get(at - 1).isBreak(), true);
    } else if (token.is("|") || token.is(";")) {
      close(at);
      start(at + 1, false, false, token.is("|"));
    } else if (endsSentence(at)) {
      close(at + 1);
      start(at + 1, true, false, false);
    } else if (at > from && turns(at)) {
      close(at);
      start(at, false, false, false);
    }
    return at + 1;
  }

  private void close(int to) {
    if (to > from) {
      clauses.add(new Clause(from, to, sentence, paragraph, line, isShouted(from, to)));
      paragraph = false;
      line = false;
    }
    from = to;
  }

  private void start(int at, boolean sentenceStarts, boolean paragraphStarts, boolean lineStarts) {
    from = at;
    sentence = sentenceStarts;
    paragraph |= paragraphStarts;
    line |= lineStarts;
  }

  /** Four or more words, no more than one in four of them with a small letter. */
  private boolean isShouted(int start, int end) {
    int words = 0;
    int shouted = 0;
    for (Token token : tokens.subList(start, end)) {
      if (token.isWord() && token.text().length() > 1) {
        words++;
        shouted += token.isShouted() ? 1 : 0;
      }
    }
    return words >= 4 && shouted * 4 >= words * 3;
  }

  private boolean endsSentence(int at) {
    Token token = tokens.get(at);
    if (token.is("…")) {
      return true;
    }
    if (!token.is(".") && !token.is("!") && !token.is("?")) {
      return false;
    }
    if (at + 1 >= tokens.size()) {
      return true;
    }
    Token next = tokens.get(at + 1);
    if (!next.spaced() && next.isWord() && token.is(".")) {
      return next.isCapitalised() && !isAbbreviation(at - 1, next);
    }
    return next.spaced() && !startsSmall(next, token) && !isAbbreviation(at - 1, next);
  }

  private static boolean startsSmall(Token next, Token sign) {
    return next.is(",") || next.is(")") || (sign.is(".") && next.isWord() && isAfterShort(next));
  }

  private static boolean isAfterShort(Token next) {
    return Character.isLowerCase(next.text().codePointAt(0)) && next.text().length() < 4;
  }

  private boolean isAbbreviation(int before, Token next) {
    if (before < from) {
      return false;
    }
    Token token = tokens.get(before);
    boolean initial = token.isWord() && token.text().length() == 1 && token.isCapitalised();
    if (token.is("inc")) {
      boolean goesOn = next.is("magazine") || next.is("magazine's") || lexicon.has("and", next);
      return goesOn || next.type() == Token.Type.NUMBER;
    }
    return initial || lexicon.has("abbreviations", token);
  }

  /** A word that turns the sentence ("but"), or "and I". */
  private boolean turns(int at) {
    Token token = tokens.get(at);
    if (lexicon.has("turns", token)) {
      return true;
    }
    return at + 1 < tokens.size()
        && lexicon.has("and", token)
        && lexicon.has("own subject", tokens.get(at + 1));
  }
}
