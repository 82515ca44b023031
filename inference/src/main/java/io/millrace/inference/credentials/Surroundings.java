package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands directly before and after a name in its clause. */
final class Surroundings {
  private static final int LOOK_BACK = 12;
  private static final String SIGNS = ",:—()/&+|\"-.!?;*…[]";

  private final Page page;
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;

  Surroundings(Page page, Clause clause, Lexicon lexicon) {
    this.page = page;
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
  }

  /** Whether a name is an entry of a list, or all there is. */
  boolean standsAlone(Name name) {
    return isBoundaryBefore(name.from()) && isBoundaryAfter(name.next());
  }

  boolean isBoundaryBefore(int from) {
    int before = from - 1;
    while (before >= clause.from() && lexicon.has("articles", tokens.get(before))) {
      before--;
    }
    return before < clause.from() || isBoundary(tokens.get(before)) || isLooseYear(before);
  }

  boolean isBoundaryAfter(int next) {
    return next >= clause.to()
        || isBoundary(tokens.get(next))
        || isLooseYear(next)
        || isListed("after names", next);
  }

  private boolean isBoundary(Token token) {
    return token.type() == Token.Type.QUOTE
        || token.isCaseless()
        || (token.type() == Token.Type.SIGN && SIGNS.contains(token.text()))
        || lexicon.has("and", token);
  }

  /** A year, or a year cut short: "'22". */
  private boolean isLooseYear(int at) {
    Token token = tokens.get(at);
    return token.isYear()
        || token.is("'")
        || (token.type() == Token.Type.NUMBER && token.text().length() == 2);
  }

  /** "Costume department, BBC, 24 years": an employer rather than an appearance. */
  boolean tellsOfJob(Name name) {
    int limit = Math.min(clause.to(), name.next() + 4);
    return hasBefore("jobs", name.from())
        || tokens.subList(name.next(), limit).stream()
            .anyMatch(token -> lexicon.has("jobs", token));
  }

  /** "… at TEDxMilano and …": a preposition before the place of a talk is enough. */
  boolean isPlacedTalk(Name name) {
    return tokens.get(name.from()).folded().startsWith("tedx")
        && (isListed("before talks", name.from() - 1) || isCount(name.from() - 1))
        && isBoundaryAfter(name.next());
  }

  /** "3x TEDx". */
  private boolean isCount(int at) {
    return at >= clause.from() && Character.isDigit(tokens.get(at).text().charAt(0));
  }

  /** Whether an abbreviation of a certificate stands as something that the person is or has. */
  boolean isHeld(Name name) {
    return startsAsHeld(name)
        && (isTold(name) || isBoundaryAfter(name.next()) || isListed("after held", name.next()));
  }

  /** Whether a certificate ends in a profession, so that nothing after it changes what it is. */
  private boolean isTold(Name name) {
    boolean qualified =
        name.next() > name.to() && lexicon.has("body qualifiers", tokens.get(name.next() - 1));
    return qualified
        || (name.known() == null
            && new ToldCertificates(page, clause, lexicon).endsBefore(name.to()));
  }

  boolean isFollowedBy(String list, int next) {
    return isListed(list, next);
  }

  boolean startsAsHeld(Name name) {
    return isBoundaryBefore(name.from()) || isListed("before held", name.from() - 1);
  }

  private boolean isListed(String list, int at) {
    return at >= clause.from() && at < clause.to() && lexicon.has(list, tokens.get(at));
  }

  /** The labelling cue directly after a name, steps over a year and a hyphen. */
  PhraseTable.@Nullable Match<Cue> labelAfter(Name name) {
    int at = name.next();
    int limit = Math.min(clause.to(), at + 4);
    while (at < limit) {
      PhraseTable.Match<Cue> match = lexicon.cues().longest(tokens, at, clause.to());
      if (match != null) {
        return match.value().role() == Cue.Role.LABELS ? match : null;
      }
      if (!isLooseYear(at)
          && !tokens.get(at).is("-")
          && !tokens.get(at).is("(")
          && !isListed("before label", at)) {
        return null;
      }
      at++;
    }
    return null;
  }

  /** Whether a word of a list stands in the clause before a token. */
  boolean hasBefore(String list, int at) {
    return tokens.subList(Math.max(clause.from(), at - LOOK_BACK), at).stream()
        .anyMatch(token -> lexicon.has(list, token));
  }
}
