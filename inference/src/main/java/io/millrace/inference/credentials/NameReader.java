package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the name that starts at a token: quoted, known to a lexicon, or a run of capitalised words.
 *
 * <p>A name has at most {@value #LONGEST} tokens, so that reading one costs a bounded number of
 * steps.
 */
final class NameReader {
  static final int LONGEST = 24;
  private static final int LONGEST_OUTLET = 5;

  private final Page page;
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final NamePhrases phrases;
  private final NameLooks looks;
  private final NameTails tails;
  private final ToldCertificates certificates;

  NameReader(Page page, Clause clause, Lexicon lexicon) {
    this.page = page;
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
    this.phrases = new NamePhrases(page, clause, lexicon);
    this.looks = new NameLooks(page, clause, lexicon);
    this.tails = new NameTails(page, clause, lexicon);
    this.certificates = new ToldCertificates(page, clause, lexicon);
  }

  /**
   * The name at a token.
   *
   * @param expected kind that a cue promised; null if none did
   */
  @Nullable Name read(int at, @Nullable CredentialKind expected) {
    if (page.quotations().opensAt(at)) {
      return quoted(at);
    }
    Name told = certificates.at(at);
    if (told != null) {
      return told;
    }
    if (tails.isCertifiedAs(at)) {
      return null;
    }
    PhraseTable.Match<KnownName> match = known(at, expected);
    boolean article = match != null && at + 1 < match.end() && isArticle(at);
    int end =
        match == null || article
            ? phrases.end(article ? at + 1 : at, expected)
            : phrases.endFrom(at, match.end(), expected);
    if (match == null) {
      return end == at ? null : phrase(at, end);
    }
    if (end <= match.end()) {
      return knownName(at, match);
    }
    return article ? null : longer(at, match, end);
  }

  private boolean isArticle(int at) {
    return lexicon.has("articles", tokens.get(at)) && !tokens.get(at).isCapitalised();
  }

  private @Nullable Name quoted(int at) {
    int closing = page.quotations().closingOf(at);
    if (closing >= clause.to() || closing == at + 1) {
      return null;
    }
    PhraseTable.Match<KnownName> match = lexicon.names().longest(tokens, at + 1, closing);
    boolean whole = match != null && match.end() == closing;
    return new Name(
        at + 1,
        endWithoutComma(at + 1, closing),
        closing + 1,
        whole && match != null ? match.value() : null,
        looks.looks(at + 1, closing, closing + 1),
        true);
  }

  /** A comma or full stop before the closing mark is the sentence's, not the title's. */
  private int endWithoutComma(int from, int closing) {
    Token last = tokens.get(closing - 1);
    return closing - 1 > from && (last.is(",") || last.is(".")) ? closing - 1 : closing;
  }

  private PhraseTable.@Nullable Match<KnownName> known(int at, @Nullable CredentialKind expected) {
    PhraseTable.Match<KnownName> match = lexicon.names().longest(tokens, at, clause.to());
    if (match == null || isTed(at)) {
      return null;
    }
    KnownName name = match.value();
    boolean promised = name.kind() != null && name.kind() == expected;
    boolean fits = name.isAcronym() ? isWrittenAsAcronym(at) : hasCapital(at, match.end());
    boolean asWritten = name.written().equals(page.text(at, match.end()));
    return fits || asWritten || (promised && (!name.ambiguous() || isListed(at, match.end())))
        ? match
        : null;
  }

  private boolean isListed(int at, int end) {
    boolean ends = end >= clause.to() || tokens.get(end).type() == Token.Type.SIGN;
    return ends
        && at > clause.from()
        && (tokens.get(at - 1).is(",") || lexicon.has("and", tokens.get(at - 1)));
  }

  private boolean isWrittenAsAcronym(int at) {
    return tokens.get(at).isShouted() || !tokens.get(at).isWord();
  }

  private boolean hasCapital(int from, int to) {
    return tokens.subList(from, to).stream()
        .anyMatch(token -> token.isCapitalised() || token.type() == Token.Type.NUMBER);
  }

  private boolean isTed(int at) {
    return tokens.get(at).folded().startsWith("tedx");
  }

  private Name knownName(int at, PhraseTable.Match<KnownName> match) {
    int awardEnd = tails.endOfAward(at, match.end());
    if (awardEnd > match.end() && match.value().kind() != CredentialKind.AWARD) {
      return new Name(at, awardEnd, awardEnd, null, CredentialKind.AWARD, false);
    }
    int next = tails.skipTail(match.end());
    CredentialKind kind = looks.looks(at, match.end(), match.end());
    return new Name(at, match.end(), next, match.value(), kind, false);
  }

  /** A known name that goes on: "Forbes Women's Summit", "Inc. Magazine", "NPR Marketplace". */
  private Name longer(int at, PhraseTable.Match<KnownName> match, int end) {
    CredentialKind kind = match.value().kind();
    if (kind == CredentialKind.CERTIFICATION && isLevel(match.end(), end)) {
      return new Name(at, end, end, null, kind, false);
    }
    boolean fixed =
        kind == CredentialKind.CERTIFICATION
            || kind == CredentialKind.AWARD
            || (kind == null && match.end() - at > 2);
    if (fixed || tails.isTailOnly(match.end(), end)) {
      return knownName(at, match);
    }
    Name whole = phrase(at, end);
    boolean outlet =
        kind == CredentialKind.MEDIA
            && !match.value().ambiguous()
            && !tokens.get(match.end()).is("-");
    boolean plain = whole.looks() == null || whole.looks() == CredentialKind.MEDIA;
    return outlet && plain && end - at <= LONGEST_OUTLET ? asOutlet(whole) : whole;
  }

  /** "EMDR Level 2". */
  private boolean isLevel(int from, int to) {
    return to - from == 2 && tokens.get(from).is("level");
  }

  /** A programme or edition of a known outlet: "BBC Asian Network". */
  private Name asOutlet(Name name) {
    String text = page.text(name.from(), name.to());
    KnownName outlet = new KnownName(CredentialKind.MEDIA, text, false, text);
    return new Name(name.from(), name.to(), name.next(), outlet, name.looks(), false);
  }

  private Name phrase(int at, int end) {
    CredentialKind kind = looks.looks(at, end, end);
    int awardEnd = tails.endOfAward(at, end);
    if (awardEnd > end && kind == null) {
      return new Name(at, awardEnd, awardEnd, null, CredentialKind.AWARD, false);
    }
    int eventEnd = kind == null ? tails.endOfEvent(end) : end;
    if (eventEnd > end) {
      return new Name(at, eventEnd, eventEnd, null, CredentialKind.SPEAKING, false);
    }
    return new Name(at, end, tails.skipTail(end), null, kind, false);
  }
}
