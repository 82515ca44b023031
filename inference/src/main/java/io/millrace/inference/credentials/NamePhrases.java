package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a run of capitalised words goes, and what kind of name its words look like. */
final class NamePhrases {
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;

  NamePhrases(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
  }

  /** Where the run of capitalised words that starts at a token ends; the token itself if none. */
  int end(int at, @Nullable CredentialKind expected) {
    if (!startsName(at)) {
      return at;
    }
    return endFrom(at, at + 1, expected);
  }

  /** The same for a name of which the first tokens are known. */
  int endFrom(int at, int known, @Nullable CredentialKind expected) {
    int end = known;
    int limit = Math.max(known, Math.min(clause.to(), at + NameReader.LONGEST));
    while (end < limit) {
      int next = end >= limit ? end : extend(at, end, limit, expected);
      if (next == end) {
        break;
      }
      end = next;
    }
    return withoutYear(at, end);
  }

  private boolean startsName(int at) {
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

  private int extend(int from, int at, int limit, @Nullable CredentialKind expected) {
    Token token = tokens.get(at);
    if (isNameWord(at) && (!isLabel(at) || isTitleOrShow(expected) && !clause.shouted())) {
      return at + 1;
    }
    if (token.type() == Token.Type.NUMBER && !token.isYear()) {
      return at + 1;
    }
    if (token.is("!") && !token.spaced() && at + 1 == clause.to()) {
      return at + 1;
    }
    if (isInnerSign(at, limit) || expected == CredentialKind.BOOK && startsSubtitle(at, limit)) {
      return at + 2;
    }
    return throughConnectors(from, at, limit, expected);
  }

  /** Signs inside a name: "Zorg & HR", "GIE+EXPO", "NSCA-CSCS", "Yahoo! Finance", "St. Gallen". */
  private boolean isInnerSign(int at, int limit) {
    if (at + 1 >= limit || !isNameOrNumber(at + 1)) {
      return false;
    }
    Token token = tokens.get(at);
    if (token.is("&") || token.is("+") || token.is("#") && token.spaced()) {
      return !token.spaced() || !isCredential(at + 1);
    }
    if (token.is("'") && !token.spaced() && token.type() == Token.Type.QUOTE) {
      return tokens.get(at - 1).folded().endsWith("s") && tokens.get(at + 1).spaced();
    }
    boolean attached = !token.spaced() && !tokens.get(at + 1).spaced();
    return (token.is("-") || token.is("/") || token.is("'")) && attached && !isCue(at + 1)
        || token.is("!") && !token.spaced()
        || token.is(".") && lexicon.has("abbreviations", tokens.get(at - 1));
  }

  private boolean startsSubtitle(int at, int limit) {
    return tokens.get(at).is(":") && !tokens.get(at).spaced() && at + 1 < limit && isNameWord(at + 1);
  }

  private boolean isCredential(int at) {
    PhraseTable.Match<KnownName> match = lexicon.names().longest(tokens, at, clause.to());
    return match != null && match.value().kind() != null;
  }

  /** Up to three small joining words, then a capital: "Traditions in Western Herbalism". */
  private int throughConnectors(
      int from, int at, int limit, @Nullable CredentialKind expected) {
    int next = at;
    while (next < limit && next - at < 3 && joins(from, next, expected) && !isNameWord(next)) {
      next++;
    }
    boolean joined = next > at && next < limit && isNameOrNumber(next) && !isYearAt(next);
    boolean cue = !isTitleOrShow(expected) && (isCue(next) || isCue(at));
    return joined && !cue ? next + 1 : at;
  }

  private boolean joins(int from, int at, @Nullable CredentialKind expected) {
    Token token = tokens.get(at);
    if (lexicon.has("and", token)) {
      return Conjunctions.joins(tokens, from, at, clause, expected, lexicon);
    }
    if (!token.isWord()) {
      return false;
    }
    return lexicon.has(joinsOf(expected), token);
  }

  private static String joinsOf(@Nullable CredentialKind expected) {
    if (isTitleOrShow(expected)) {
      return "title joins";
    }
    return expected == CredentialKind.MEDIA ? "media joins" : "joins";
  }

  private static boolean isTitleOrShow(@Nullable CredentialKind expected) {
    return expected == CredentialKind.BOOK || expected == CredentialKind.PODCAST;
  }

  private int withoutYear(int from, int end) {
    int trimmed = end;
    while (trimmed > from + 1 && isYearAt(trimmed - 1)) {
      trimmed--;
    }
    return trimmed;
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
    boolean ofTheYear =
        hasSequence(from, to, "of", "the", "year");
    boolean list = to - from > 1 && lexicon.has("numbers of lists", tokens.get(to - 1));
    boolean superlative = to - from > 2 && hasAny(from, to, "superlatives");
    return ofTheYear || list || superlative || hasPair(from, to, "top", "numbers of lists");
  }

  private boolean hasAny(int from, int to, String list) {
    return tokens.subList(from, to).stream().anyMatch(token -> lexicon.has(list, token));
  }

  private boolean hasSequence(int from, int to, String first, String second, String third) {
    for (int at = from; at + 2 < to; at++) {
      if (tokens.get(at).is(first) && tokens.get(at + 1).is(second) && tokens.get(at + 2).is(third)) {
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

  /** End of an award's name whose last word is small: "National Money Educator award". */
  int endOfAward(int from, int end) {
    for (int at = end; at < Math.min(end + 3, clause.to()); at++) {
      Token token = tokens.get(at);
      if (lexicon.has("award heads", token)) {
        return at + 1;
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

  private boolean isYearAt(int at) {
    return tokens.get(at).isYear();
  }

  private boolean isNameOrNumber(int at) {
    return isNameWord(at) || tokens.get(at).type() == Token.Type.NUMBER;
  }

  private boolean isNameWord(int at) {
    Token token = tokens.get(at);
    if (!token.isCapitalised()) {
      return false;
    }
    return !clause.shouted() || !lexicon.has("small words", token);
  }

  private boolean isCue(int at) {
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
  private boolean isLabel(int at) {
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

  /**
   * End of a certificate told in words, "certified Cuddle Party facilitator": up to the profession.
   */
  int endOfCertificate(int at) {
    if (!lexicon.has("certified words", tokens.get(at)) || at + 1 >= clause.to()) {
      return at;
    }
    if (isCredential(at + 1)) {
      return at;
    }
    int limit = Math.min(clause.to(), at + 7);
    for (int end = at + 1; end < limit && isPartOfCertificate(end); end++) {
      if (lexicon.has("professions", tokens.get(end)) && !isProfession(end + 1)) {
        return end + 1;
      }
    }
    return at;
  }

  private boolean isProfession(int at) {
    return at < clause.to() && lexicon.has("professions", tokens.get(at));
  }

  private boolean isPartOfCertificate(int at) {
    Token token = tokens.get(at);
    return token.isWord() && !lexicon.has("small words", token) || token.is("-") || token.is("&");
  }

  /** Whether a name ends in a profession and brackets with a body follow: "Specialist (GGS)". */
  boolean hasBodyInBrackets(int from, int to) {
    return to - from > 1
        && to + 1 < clause.to()
        && lexicon.has("professions", tokens.get(to - 1))
        && tokens.get(to).is("(")
        && tokens.get(to + 1).isCapitalised();
  }
}
