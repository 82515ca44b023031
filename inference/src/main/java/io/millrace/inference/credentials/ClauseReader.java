package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one clause from left to right: a cue says what the names after it are.
 *
 * <p>Each step moves on by at least one token and looks a bounded number of tokens around.
 */
final class ClauseReader {
  private static final int LONGEST_GAP = 8;
  private static final int LONGEST_QUOTED_NAME = 14;

  private final Page page;
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final NameReader names;
  private final KindDecision decision;
  private final Surroundings surroundings;
  private final Items items;

  private @Nullable Mode mode;
  private boolean listed;
  private boolean diverted;
  private boolean prose;
  private int divertedBy;
  private boolean bracketed;
  private int named;
  private int gap;

  ClauseReader(Page page, Clause clause, Lexicon lexicon, @Nullable Mode carried) {
    this.page = page;
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
    this.names = new NameReader(page, clause, lexicon);
    this.decision = new KindDecision(page, clause, lexicon);
    this.surroundings = new Surroundings(page, clause, lexicon);
    this.items = new Items(page, clause, lexicon);
    this.mode = carried;
    this.listed = carried != null;
  }

  List<Candidate> read() {
    int at = clause.from();
    while (at < clause.to()) {
      at = step(at);
    }
    return isQuestion() ? List.of() : items.finish();
  }

  /** "On the show? Never asked." */
  private boolean isQuestion() {
    int last = clause.to() - 1;
    return tokens.get(last).is("?") && clause.to() - clause.from() > 1;
  }

  boolean hasBareOutlet() {
    return items.hasBareOutlet();
  }

  /** The plain names of a clause that is nothing but names, taken for outlets. */
  List<Candidate> unexplainedOutlets() {
    return prose || mode != null ? List.of() : items.unexplainedOutlets();
  }

  /** The mode that the next clause may go on with. */
  @Nullable Mode carry() {
    return mode != null && listed && !diverted ? mode : null;
  }

  /** Whether the clause is only the heading of what follows. */
  boolean isHeading() {
    return mode != null && named == 0 && gap == 0;
  }

  private int step(int at) {
    int lowerTitle = endOfSmallTitle(at);
    if (lowerTitle > at) {
      accept(new Name(at, lowerTitle, lowerTitle, null, CredentialKind.BOOK, false));
      return lowerTitle;
    }
    Name name = names.read(at, mode == null ? null : mode.kind());
    PhraseTable.Match<Cue> cue = lexicon.cues().longest(tokens, at, clause.to());
    boolean nameFirst =
        name != null && (name.quoted() || name.known() != null || isNameDespiteCue(at, name, cue));
    if (cue != null && (!nameFirst || name == null || cue.end() > name.to())) {
      apply(cue, at);
      return cue.end();
    }
    if (name != null) {
      return accept(name) == CredentialKind.BOOK ? afterImprint(name.next()) : name.next();
    }
    if (page.quotations().opensAt(at) && page.quotations().closingOf(at) < clause.to()) {
      return page.quotations().closingOf(at) + 1;
    }
    if (at != divertedBy) {
      pass(tokens.get(at));
    }
    return at + 1;
  }

  /** "author of plain talk (2015)": a title in small letters ends at its year. */
  private int endOfSmallTitle(int at) {
    boolean expected =
        mode != null && mode.strong() && mode.kind() == CredentialKind.BOOK && named == 0 && gap == 0;
    if (!expected || !tokens.get(at).isWord() || tokens.get(at).isCapitalised()) {
      return at;
    }
    int limit = Math.min(clause.to(), at + 9);
    int end = at;
    while (end < limit && tokens.get(end).isWord() && !tokens.get(end).isCapitalised()) {
      end++;
    }
    return end < limit && surroundings.hasImprint(end) ? end : at;
  }

  /** "Author of Never Mind", "Certified Exit Planning Advisor": capitals that start a name. */
  private boolean isNameDespiteCue(int at, Name name, PhraseTable.@Nullable Match<Cue> cue) {
    if (cue == null || clause.shouted() || name.to() <= cue.end()) {
      return false;
    }
    if (cue.value().role() == Cue.Role.NEUTRAL) {
      return true;
    }
    if (cue.end() != at + 1) {
      return false;
    }
    boolean afterCue = mode != null && mode.strong() && named == 0 && gap == 0 && at > clause.from();
    return afterCue && (tokens.get(at - 1).isWord() || tokens.get(at - 1).is(":"))
        || name.looks() == CredentialKind.CERTIFICATION
            && lexicon.has("certified words", tokens.get(at))
        || name.looks() == CredentialKind.AWARD && lexicon.has("award heads", tokens.get(at));
  }

  private void apply(PhraseTable.Match<Cue> match, int at) {
    Cue cue = match.value();
    switch (cue.role()) {
      case OPENS, OPENS_WEAKLY -> open(cue.kind(), cue.role() == Cue.Role.OPENS);
      case LABELS -> label(cue.kind(), match.end());
      case DIVERTS -> divert(match.end());
      case CANCELS, UNDOES -> items.cancelLast(at);
      default -> pass(tokens.get(at));
    }
  }

  private void open(CredentialKind kind, boolean strong) {
    mode = new Mode(kind, strong);
    listed = true;
    diverted = false;
    named = 0;
    gap = 0;
    items.forgetPending();
  }

  private void label(CredentialKind kind, int next) {
    if (mode != null && mode.kind() == kind && named == 0) {
      return;
    }
    if (next < clause.to() && lexicon.has("of", tokens.get(next))) {
      open(kind, true);
      return;
    }
    boolean labelled = items.label(kind);
    boolean colon = next < clause.to() && tokens.get(next).is(":");
    if (colon) {
      open(kind, true);
    } else if (!labelled || next >= clause.to()) {
      open(kind, next < clause.to() && opensList(tokens.get(next), kind));
    } else {
      mode = null;
    }
  }

  private static boolean opensList(Token sign, CredentialKind kind) {
    return sign.is("—") || sign.is("(") && kind == CredentialKind.BOOK;
  }

  private void divert(int next) {
    mode = null;
    diverted = true;
    divertedBy = next;
    items.forgetPending();
  }

  /** Publisher and year in brackets say no more. */
  private int afterImprint(int next) {
    if (!surroundings.hasImprint(next)) {
      return next;
    }
    int end = next;
    while (!tokens.get(end).is(")") && end + 1 < clause.to()) {
      end++;
    }
    return end + 1;
  }

  private @Nullable CredentialKind accept(Name name) {
    if (diverted) {
      named++;
      return null;
    }
    if (name.quoted() && isSentence(name)) {
      return null;
    }
    CredentialKind kind = decision.decide(name, mode, listed && !bracketed || named == 0);
    if (kind == null) {
      items.pend(name, surroundings.standsAlone(name) && !isNobody(name), mode == null);
      listed &= !isPlainInList(name);
    } else {
      boolean bare = mode == null || mode.kind() != kind;
      items.add(name, kind, kind == CredentialKind.BOOK ? yearOf(name) : null, bare);
    }
    named++;
    return kind;
  }

  /** A role, or a name that goes on from a known name that is nothing: "Y Combinator W22". */
  private boolean isNobody(Name name) {
    PhraseTable.Match<KnownName> match = lexicon.names().longest(tokens, name.from(), name.to());
    return decision.isRole(name) || match != null && match.value().kind() == null;
  }

  private boolean isPlainInList(Name name) {
    return name.known() == null && !surroundings.isBoundaryAfter(name.next());
  }

  private @Nullable Integer yearOf(Name name) {
    return surroundings.yearAfter(name.next());
  }

  /** A testimonial rather than a title. */
  private boolean isSentence(Name name) {
    int length = name.to() - name.from();
    return length > LONGEST_QUOTED_NAME
        || length > 5 && (mode == null || mode.kind() != CredentialKind.BOOK) && endsSentence(name);
  }

  private boolean endsSentence(Name name) {
    Token last = tokens.get(name.next() - 2);
    return last.is(".") || last.is("!") || last.is("?");
  }

  private void pass(Token token) {
    if (token.is("(")) {
      bracketed = true;
    } else if (token.is(")")) {
      bracketed = false;
    } else if (token.is(",") || lexicon.has("own verb", token)) {
      diverted = false;
    }
    if (!bracketed && token.isWord() && !lexicon.has("fillers", token) && !lexicon.has("and", token)) {
      passWord(token);
    }
  }

  private void passWord(Token token) {
    items.forgetPending();
    prose = true;
    gap++;
    if (named > 0) {
      listed = false;
    } else if (mode != null && (lexicon.has("closers", token) || gap > LONGEST_GAP)) {
      mode = mode.weakened();
    }
  }
}
