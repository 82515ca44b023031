package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kind of name the words of a name look like. */
final class NameLooks {
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;

  NameLooks(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
  }

  /** The kind that the last or the following word betrays. */
  @Nullable CredentialKind looks(int from, int to, int following) {
    if (following < clause.to() && lexicon.has("podcast heads", tokens.get(following))) {
      return CredentialKind.PODCAST;
    }
    if (to - from == 1 && !tokens.get(from).folded().startsWith("tedx")) {
      return endsLikePrize(tokens.get(from)) ? CredentialKind.AWARD : null;
    }
    for (int at = to - 1; at >= from; at--) {
      CredentialKind kind = looks(tokens.get(at));
      if (kind != null) {
        return kind;
      }
    }
    if (isRanking(from, to)) {
      return CredentialKind.AWARD;
    }
    boolean certificate = isCertificate(from, to) || hasBodyInBrackets(from, to);
    return certificate ? CredentialKind.CERTIFICATION : null;
  }

  /** "Partner of the Year", "Top 125", "Power 100". */
  private boolean isRanking(int from, int to) {
    boolean ofTheYear = hasSequence(from, to, "of", "the", "year");
    boolean list =
        to - from > 1
            && lexicon.has("numbers of lists", tokens.get(to - 1))
            && tokens.get(to - 2).isCapitalised();
    boolean superlative = to - from > 2 && hasAny(from, to, "superlatives");
    return ofTheYear || list || superlative || hasPair(from, to, "top", "numbers of lists");
  }

  private boolean hasAny(int from, int to, String list) {
    return tokens.subList(from, to).stream().anyMatch(token -> lexicon.has(list, token));
  }

  private boolean hasSequence(int from, int to, String first, String second, String third) {
    for (int at = from; at + 2 < to; at++) {
      if (tokens.get(at).is(first)
          && tokens.get(at + 1).is(second)
          && tokens.get(at + 2).is(third)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasPair(int from, int to, String word, String list) {
    for (int at = from; at + 1 < to; at++) {
      if (tokens.get(at).is(word) && lexicon.has(list, tokens.get(at + 1))) {
        return true;
      }
    }
    return false;
  }

  /** "Menopause Society Certified Practitioner", "Level 4 Exercise Referral". */
  private boolean isCertificate(int from, int to) {
    for (int at = from; at < to; at++) {
      if (lexicon.has("certified words", tokens.get(at)) && at + 1 < to) {
        return true;
      }
      if (lexicon.has("levels", tokens.get(at)) && to - from > 2 && isNumbered(at + 1, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNumbered(int at, int to) {
    return at < to && (tokens.get(at).type() == Token.Type.NUMBER || tokens.get(at).isShouted());
  }

  private @Nullable CredentialKind looks(Token token) {
    if (token.folded().startsWith("tedx") || lexicon.has("event heads", token)) {
      return CredentialKind.SPEAKING;
    }
    if (lexicon.has("award heads", token) || endsLikePrize(token)) {
      return CredentialKind.AWARD;
    }
    if (lexicon.has("podcast heads", token)) {
      return CredentialKind.PODCAST;
    }
    if (lexicon.has("media heads", token)) {
      return CredentialKind.MEDIA;
    }
    return lexicon.has("certificate heads", token) ? CredentialKind.CERTIFICATION : null;
  }

  private static boolean endsLikePrize(Token token) {
    String word = token.folded();
    return word.length() > 6
        && (word.endsWith("preis") || word.endsWith("award") || word.endsWith("awards"));
  }

  /** Whether a name ends in a profession and brackets with a body follow: "Specialist (GGS)". */
  private boolean hasBodyInBrackets(int from, int to) {
    return to - from > 1
        && to + 1 < clause.to()
        && lexicon.has("professions", tokens.get(to - 1))
        && tokens.get(to).is("(")
        && tokens.get(to + 1).isCapitalised();
  }
}
