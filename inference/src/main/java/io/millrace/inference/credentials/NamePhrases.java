package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a run of capitalised words goes that may be a name. */
final class NamePhrases {
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final NameWords words;

  NamePhrases(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
    this.words = new NameWords(page, clause, lexicon);
  }

  /** Where the run of capitalised words that starts at a token ends; the token itself if none. */
  int end(int at, @Nullable CredentialKind expected) {
    if (!words.startsName(at)) {
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

  private int extend(int from, int at, int limit, @Nullable CredentialKind expected) {
    Token token = tokens.get(at);
    if (words.isNameWord(at)
        && (!words.isLabel(at) || (isTitleOrShow(expected) && !clause.shouted()))) {
      return at + 1;
    }
    if (token.type() == Token.Type.NUMBER && !token.isYear()) {
      return at + 1;
    }
    if (token.is("!") && !token.spaced() && at + 1 == clause.to()) {
      return at + 1;
    }
    if (isInnerSign(at, limit) || (expected == CredentialKind.BOOK && startsSubtitle(at, limit))) {
      return at + 2;
    }
    return throughConnectors(from, at, limit, expected);
  }

  /** Signs inside a name: "Zorg & HR", "GIE+EXPO", "NSCA-CSCS", "Yahoo! Finance", "St. Gallen". */
  private boolean isInnerSign(int at, int limit) {
    if (at + 1 >= limit || !words.isNameOrNumber(at + 1)) {
      return false;
    }
    Token token = tokens.get(at);
    if (token.is("&") || token.is("+") || (token.is("#") && token.spaced())) {
      return !token.spaced() || !words.isCredential(at + 1);
    }
    if (token.is("'") && !token.spaced() && token.type() == Token.Type.QUOTE) {
      return tokens.get(at - 1).folded().endsWith("s") && tokens.get(at + 1).spaced();
    }
    boolean attached = !token.spaced() && !tokens.get(at + 1).spaced();
    return ((token.is("-") || token.is("/") || token.is("'")) && attached && !words.isCue(at + 1))
        || (token.is("!") && !token.spaced())
        || (token.is(".") && lexicon.has("abbreviations", tokens.get(at - 1)));
  }

  private boolean startsSubtitle(int at, int limit) {
    return tokens.get(at).is(":")
        && !tokens.get(at).spaced()
        && at + 1 < limit
        && words.isNameWord(at + 1);
  }

  /** Up to three small joining words, then a capital: "Traditions in Western Herbalism". */
  private int throughConnectors(int from, int at, int limit, @Nullable CredentialKind expected) {
    int next = at;
    while (next < limit
        && next - at < 3
        && joins(from, next, expected)
        && !words.isNameWord(next)) {
      next++;
    }
    boolean joined =
        next > at && next < limit && words.isNameOrNumber(next) && !tokens.get(next).isYear();
    boolean cue = !isTitleOrShow(expected) && (words.isCue(next) || words.isCue(at));
    return joined && !cue ? next + 1 : at;
  }

  private boolean joins(int from, int at, @Nullable CredentialKind expected) {
    Token token = tokens.get(at);
    if (lexicon.has("and", token)) {
      return Conjunctions.joins(tokens, from, at, clause, expected, lexicon);
    }
    if (!token.isWord() || (expected == CredentialKind.BOOK && namesCoAuthor(at))) {
      return false;
    }
    return lexicon.has(joinsOf(expected), token);
  }

  /** "The Night Shift with Tom Reed". */
  private boolean namesCoAuthor(int at) {
    return tokens.get(at).is("with")
        && at + 2 < clause.to()
        && tokens.get(at + 1).isCapitalised()
        && tokens.get(at + 2).isCapitalised();
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
    while (trimmed > from + 1 && tokens.get(trimmed - 1).isYear()) {
      trimmed--;
    }
    return trimmed;
  }
}
