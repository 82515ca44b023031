package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Years, publishers and episodes that stand after a name. */
final class Imprints {
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;

  Imprints(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
  }

  /** The year in brackets, after a comma or bare, directly after a token. */
  @Nullable Integer yearAfter(int next) {
    if (next >= clause.to()) {
      return null;
    }
    Token token = tokens.get(next);
    if (token.isYear()) {
      return Integer.valueOf(token.text());
    }
    if (token.is(",") && next + 1 < clause.to() && tokens.get(next + 1).isYear()) {
      return Integer.valueOf(tokens.get(next + 1).text());
    }
    return token.is("(") ? yearInBrackets(next) : yearOfPublishing(next);
  }

  private @Nullable Integer yearInBrackets(int open) {
    int limit = Math.min(clause.to(), open + 12);
    for (int at = open + 1; at < limit && !tokens.get(at).is(")"); at++) {
      if (tokens.get(at).isYear()) {
        return Integer.valueOf(tokens.get(at).text());
      }
    }
    return null;
  }

  /** "…, came out with a tiny press in 2020". */
  private @Nullable Integer yearOfPublishing(int next) {
    int limit = Math.min(clause.to(), next + 10);
    boolean published = false;
    for (int at = next; at < limit && tokens.get(at).type() != Token.Type.QUOTE; at++) {
      published |= lexicon.has("publishing", tokens.get(at));
      if (published && tokens.get(at).isYear()) {
        return Integer.valueOf(tokens.get(at).text());
      }
    }
    return null;
  }

  /** Whether brackets with a year or a publisher follow, as they follow the title of a book. */
  boolean hasImprint(int next) {
    if (next >= clause.to() || !tokens.get(next).is("(")) {
      return false;
    }
    return yearInBrackets(next) != null || hasPublisher(next);
  }

  boolean hasPublisher(int open) {
    if (open >= clause.to() || !tokens.get(open).is("(")) {
      return isListed("publishers", open + 1) && tokens.get(open).is(",");
    }
    int limit = Math.min(clause.to(), open + 12);
    for (int at = open + 1; at < limit && !tokens.get(at).is(")"); at++) {
      if (lexicon.has("publishers", tokens.get(at))) {
        return true;
      }
    }
    return false;
  }

  /** Whether brackets that name an episode follow: "(ep. 77)". */
  boolean hasEpisode(int next) {
    return next + 1 < clause.to()
        && tokens.get(next).is("(")
        && (isListed("episode", next + 1) || isListed("episode", next + 3));
  }

  /** Whether a year stands within the next few tokens. */
  boolean hasYearNear(int next) {
    return tokens.subList(next, Math.min(clause.to(), next + 5)).stream().anyMatch(Token::isYear);
  }

  private boolean isListed(String list, int at) {
    return at >= clause.from() && at < clause.to() && lexicon.has(list, tokens.get(at));
  }
}
