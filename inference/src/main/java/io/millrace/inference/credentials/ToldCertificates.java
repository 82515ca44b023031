package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates told in words: "licensed marriage and family therapist", "BACP registered
 * counsellor", "board certified dermatologist", "psicóloga colegiada", "CRP 06/1234".
 *
 * <p>A word that qualifies, such as "licensed", and a profession within a few words of it.
 */
final class ToldCertificates {
  private static final int LONGEST_BODY = 4;
  private static final int MOST_WORDS_BETWEEN = 6;
  private static final int LONGEST_SUBJECT = 5;
  private static final int LONGEST_NUMBER = 6;

  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;

  ToldCertificates(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
  }

  /** The certificate that starts at a token; null if none does. */
  @Nullable Name at(int at) {
    int end = endOfQualified(at, at);
    if (end > at) {
      int from = isLightQualifier(at) ? at + 1 : at;
      return certificate(from, end);
    }
    end = endOfPostQualified(at);
    if (end == at) {
      end = endOfNumber(at);
    }
    return end > at ? certificate(at, end) : byBody(at);
  }

  private Name certificate(int from, int end) {
    return new Name(from, end, afterBodies(end), null, CredentialKind.CERTIFICATION, false);
  }

  /** Ends at the profession: "board certified family physician"; the token itself if none does. */
  private int endOfQualified(int from, int at) {
    int qualifier = at;
    while (qualifier < clause.to() && qualifier - at < 2 && has("qualifier adverbs", qualifier)) {
      qualifier++;
      if (isHyphen(qualifier)) {
        qualifier++;
      }
    }
    if (!has("certified words", qualifier) || isKnown(qualifier + 1)) {
      return from;
    }
    int limit = Math.min(clause.to(), qualifier + 1 + MOST_WORDS_BETWEEN);
    for (int end = qualifier + 1; end < limit && isPart(end); end++) {
      if (isProfession(end) && !goesOn(end + 1, limit)) {
        return end + 1;
      }
    }
    return from;
  }

  /** "Certified PMP": the certificate is what follows. */
  private boolean isKnown(int at) {
    PhraseTable.Match<KnownName> known = lexicon.names().longest(tokens, at, clause.to());
    return known != null && known.value().kind() == CredentialKind.CERTIFICATION;
  }

  /** "… counselor and art therapist" stays apart, "marriage and family therapist" does not. */
  private boolean goesOn(int at, int limit) {
    return at < limit && isProfession(at);
  }

  private boolean isPart(int at) {
    Token token = tokens.get(at);
    boolean word = token.isWord() && !lexicon.has("small words", token);
    return word || token.is("-") || token.is("&") || lexicon.has("and", token) || token.is("for");
  }

  /** Whether a told certificate ends before a token. */
  boolean endsBefore(int at) {
    return isProfession(at - 1) || has("post qualifiers", at - 1) || has("register words", at - 1);
  }

  private boolean isProfession(int at) {
    if (at >= clause.to() || !tokens.get(at).isWord()) {
      return false;
    }
    Token token = tokens.get(at);
    return lexicon.has("professions", token)
        || lexicon.endings("profession endings").stream().anyMatch(token.folded()::endsWith);
  }

  /** "certified", in small letters, says no more than that there is a certificate. */
  private boolean isLightQualifier(int at) {
    Token token = tokens.get(at);
    return lexicon.has("light qualifiers", token) && !token.isCapitalised();
  }

  /** "Psicóloga colegiada", "psychologue diplômée d'État". */
  private int endOfPostQualified(int at) {
    if (!isProfession(at) || !has("post qualifiers", at + 1)) {
      return at;
    }
    boolean state = at + 2 < clause.to() && tokens.get(at + 2).folded().startsWith("d'etat");
    return state ? at + 3 : at + 2;
  }

  /** "CRP 06/118245": a register and a number in it. */
  private int endOfNumber(int at) {
    if (!has("registers", at)) {
      return at;
    }
    int end = at + 1;
    int last = at;
    while (end < clause.to() && end - at <= LONGEST_NUMBER && isPartOfNumber(end)) {
      last = tokens.get(end).type() == Token.Type.NUMBER ? end + 1 : last;
      end++;
    }
    return last;
  }

  private boolean isPartOfNumber(int at) {
    Token token = tokens.get(at);
    return token.type() == Token.Type.NUMBER
        || token.is("/")
        || token.is("-")
        || (token.isShouted() && token.text().length() == 2);
  }

  /** "BACP registered counsellor", "Relate-trained counsellor", "HCPC-registered". */
  private @Nullable Name byBody(int at) {
    int end = endOfBody(at);
    int qualifier = isHyphen(end) ? end + 1 : end;
    if (end == at || !has("body qualifiers", qualifier)) {
      return null;
    }
    int told = endOfProfession(qualifier);
    PhraseTable.Match<KnownName> known = lexicon.names().longest(tokens, at, end);
    boolean light = has("light qualifiers", qualifier);
    if (known != null && known.end() == end && light) {
      KnownName name = known.value();
      return name.kind() == CredentialKind.CERTIFICATION
          ? new Name(at, end, Math.max(told, qualifier + 1), name, name.kind(), false)
          : null;
    }
    if (told > qualifier) {
      return certificate(at, told);
    }
    if (light && isSurelyName(at, end)) {
      return new Name(at, end, qualifier + 1, null, CredentialKind.CERTIFICATION, false);
    }
    return has("register words", qualifier) && isSurelyName(at, end)
        ? certificate(at, qualifier + 1)
        : null;
  }

  /** A single word at the start of a sentence has its capital from there: "Newly certified". */
  private boolean isSurelyName(int at, int end) {
    PhraseTable.Match<KnownName> known = lexicon.names().longest(tokens, at, end);
    boolean nothing = known != null && known.value().kind() == null && known.end() == end;
    boolean sentenceStart = at == clause.from() && clause.startsSentence();
    return !nothing && (!sentenceStart || end > at + 1 || tokens.get(at).isShouted());
  }

  private int endOfBody(int at) {
    boolean starts = tokens.get(at).isCapitalised() && !lexicon.has("roles", tokens.get(at));
    if (!starts || has("pronouns", at) || has("small words", at) || clause.shouted()) {
      return at;
    }
    int limit = Math.min(clause.to(), at + LONGEST_BODY);
    int end = at + 1;
    while (end < limit
        && (tokens.get(end).isCapitalised() || tokens.get(end).type() == Token.Type.NUMBER)
        && !has("body qualifiers", end)
        && !has("small words", end)) {
      end++;
    }
    return end;
  }

  /** The end of the profession after a qualifier; the qualifier itself if none follows. */
  private int endOfProfession(int qualifier) {
    int end = endOfQualified(qualifier, qualifier);
    if (end > qualifier || !has("trained words", qualifier)) {
      return end;
    }
    int limit = Math.min(clause.to(), qualifier + 4);
    for (int at = qualifier + 1; at < limit && isPart(at); at++) {
      if (isProfession(at) && !goesOn(at + 1, limit)) {
        return at + 1;
      }
    }
    return qualifier;
  }

  /** Steps over bodies after a certificate that say no more: "(HCPC, CSP)", "with the BPS". */
  private int afterBodies(int end) {
    boolean bracket = end + 1 < clause.to() && tokens.get(end).is("(");
    return bracket && !isDesignation(end + 1) ? afterBracket(end) : end;
  }

  /** "(LCSW)" is what a person may write after the name, "(HCPC)" is who says so. */
  private boolean isDesignation(int at) {
    PhraseTable.Match<KnownName> known = lexicon.names().longest(tokens, at, clause.to());
    return known != null
        && known.value().kind() == CredentialKind.CERTIFICATION
        && !has("bodies", at);
  }

  private int afterBracket(int open) {
    int limit = Math.min(clause.to(), open + 10);
    for (int at = open + 1; at < limit; at++) {
      if (tokens.get(at).is(")")) {
        return at + 1;
      }
    }
    return open;
  }

  /** "Certificate in sound healing": a subject in small letters, up to a sign or a joining word. */
  @Nullable Name subject(int at, ListState state) {
    boolean asked = state.isAtStrongCue() && state.awaits(CredentialKind.CERTIFICATION);
    if (!asked || at == clause.from() || !has("in", at - 1) || has("no subjects", at)) {
      return null;
    }
    int limit = Math.min(clause.to(), at + LONGEST_SUBJECT);
    int end = at;
    while (end < limit && isSubjectWord(end)) {
      end++;
    }
    boolean ends = end == clause.to() || tokens.get(end).type() == Token.Type.SIGN;
    boolean closes = end < clause.to() && (has("closers", end) || has("after held", end));
    boolean whole = end > at && tokens.get(at).text().length() > 2 && (ends || closes);
    return whole ? new Name(at, end, end, null, CredentialKind.CERTIFICATION, false) : null;
  }

  private boolean isSubjectWord(int at) {
    Token token = tokens.get(at);
    boolean small = token.isWord() && !token.isCapitalised() && !has("small words", at);
    return (small && !has("closers", at) && !has("after held", at) && !has("pronouns", at))
        || (lexicon.has("and", token)
            && at + 1 < clause.to()
            && !tokens.get(at + 1).isCapitalised());
  }

  private boolean isHyphen(int at) {
    return at < clause.to() && tokens.get(at).is("-");
  }

  private boolean has(String list, int at) {
    return at < clause.to() && lexicon.has(list, tokens.get(at));
  }
}
