package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one clause from left to right: a cue says what the names after it are.
 *
 * <p>Each step moves on by at least one token and looks a bounded number of tokens around.
 */
final class ClauseReader {
  private static final int LONGEST_QUOTED_NAME = 14;
  private static final int NOWHERE = -1;

  private final Page page;
  private final Clause clause;
  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final NameReader names;
  private final KindDecision decision;
  private final Surroundings surroundings;
  private final Imprints imprints;
  private final Titles titles;
  private final ToldCertificates certificates;
  private final Items items;
  private final ListState state;
  private int divertedBy = NOWHERE;

  ClauseReader(Page page, Clause clause, Lexicon lexicon, @Nullable Mode carried) {
    this.page = page;
    this.clause = clause;
    this.lexicon = lexicon;
    this.tokens = page.tokens();
    this.names = new NameReader(page, clause, lexicon);
    this.decision = new KindDecision(page, clause, lexicon);
    this.surroundings = new Surroundings(page, clause, lexicon);
    this.imprints = new Imprints(page, clause, lexicon);
    this.titles = new Titles(page, clause, lexicon);
    this.certificates = new ToldCertificates(page, clause, lexicon);
    this.items = new Items(page, clause, lexicon);
    this.state = new ListState(lexicon, carried);
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
    return state.isBare() ? items.unexplainedOutlets() : List.of();
  }

  /** The mode that the next clause may go on with. */
  @Nullable Mode carry() {
    return state.carry();
  }

  /** Whether the clause is only the heading of what follows. */
  boolean isHeading() {
    return state.isAtCue();
  }

  private int step(int at) {
    Name small = small(at);
    Name name = small == null ? names.read(at, state.promised()) : small;
    PhraseTable.Match<Cue> cue = lexicon.cues().longest(tokens, at, clause.to());
    if (cue != null && (name == null || isCueFirst(at, name, cue))) {
      apply(cue, at);
      return cue.end();
    }
    if (name != null) {
      boolean book = accept(name) == CredentialKind.BOOK;
      return book ? titles.afterImprint(name.next()) : name.next();
    }
    if (page.quotations().opensAt(at) && page.quotations().closingOf(at) < clause.to()) {
      return page.quotations().closingOf(at) + 1;
    }
    if (at != divertedBy && state.pass(tokens.get(at))) {
      items.forgetPending();
    }
    return at + 1;
  }

  /** A name in small letters, which only the cue before it tells. */
  private @Nullable Name small(int at) {
    Name title = titles.small(at, state);
    return title == null ? certificates.subject(at, state) : title;
  }

  private boolean isCueFirst(int at, Name name, PhraseTable.Match<Cue> cue) {
    boolean certain = name.quoted() || name.known() != null || name.looks() == CredentialKind.BOOK;
    return cue.end() > name.to() || !(certain || isNameDespiteCue(at, name, cue));
  }

  /** "Author of Never Mind", "Certified Exit Planning Advisor": capitals that start a name. */
  private boolean isNameDespiteCue(int at, Name name, PhraseTable.Match<Cue> cue) {
    if (clause.shouted() || name.to() <= cue.end()) {
      return false;
    }
    if (cue.value().role() == Cue.Role.NEUTRAL) {
      return true;
    }
    return (cue.end() == at + 1 && (followsCue(at) || startsWithHead(at, name)))
        || (cue.end() < name.to() && cue.value().opens() && certificates.at(at) != null);
  }

  private boolean followsCue(int at) {
    return state.isAtStrongCue()
        && at > clause.from()
        && (tokens.get(at - 1).isWord() || tokens.get(at - 1).is(":"));
  }

  private boolean startsWithHead(int at, Name name) {
    CredentialKind looks = name.looks();
    Token first = tokens.get(at);
    return (looks == CredentialKind.CERTIFICATION && lexicon.has("certified words", first))
        || (looks == CredentialKind.AWARD && lexicon.has("award heads", first));
  }

  private void apply(PhraseTable.Match<Cue> match, int at) {
    Cue cue = match.value();
    switch (cue.role()) {
      case OPENS, OPENS_WEAKLY -> open(cue.kind(), cue.role() == Cue.Role.OPENS);
      case LABELS -> label(cue.kind(), match.end());
      case DIVERTS -> divert(match.end());
      case CANCELS, UNDOES -> items.cancelLast(at);
      default -> state.pass(tokens.get(at));
    }
  }

  private void open(CredentialKind kind, boolean strong) {
    state.open(kind, strong);
    items.forgetPending();
  }

  private void label(CredentialKind kind, int next) {
    if (state.awaits(kind) || state.isDiverted()) {
      return;
    }
    @Nullable Token sign = next < clause.to() ? tokens.get(next) : null;
    if (sign != null && lexicon.has("of", sign)) {
      open(kind, true);
      return;
    }
    boolean labelled = items.label(kind);
    if (sign != null && sign.is(":")) {
      open(kind, true);
    } else if (!labelled || sign == null) {
      open(kind, sign != null && opensList(sign, kind));
    } else if (state.promised() != kind) {
      state.close();
    }
  }

  private static boolean opensList(Token sign, CredentialKind kind) {
    return sign.is("—") || (sign.is("(") && kind == CredentialKind.BOOK);
  }

  private void divert(int next) {
    state.divert();
    divertedBy = next;
    items.forgetPending();
  }

  private @Nullable CredentialKind accept(Name name) {
    if (name.quoted() && isSentence(name)) {
      return null;
    }
    boolean listed = state.isListed();
    state.name();
    if (state.isDiverted()) {
      return null;
    }
    CredentialKind kind = decision.decide(name, state.mode(), listed);
    if (kind == null) {
      pend(name);
    } else {
      boolean book = kind == CredentialKind.BOOK;
      Integer year = book ? imprints.yearAfter(name.next()) : null;
      items.add(name, kind, year, state.promised() != kind);
    }
    return kind;
  }

  private void pend(Name name) {
    boolean alone = surroundings.standsAlone(name) && !state.isBracketed() && !isNobody(name);
    items.pend(name, alone, state.mode() == null);
    if (name.known() == null && !surroundings.isBoundaryAfter(name.next())) {
      state.endList();
    }
  }

  /** A role, or a name that goes on from a known name that is nothing: "Y Combinator W22". */
  private boolean isNobody(Name name) {
    PhraseTable.Match<KnownName> match = lexicon.names().longest(tokens, name.from(), name.to());
    return decision.isRole(name) || (match != null && match.value().kind() == null);
  }

  /** A testimonial rather than a title. */
  private boolean isSentence(Name name) {
    int length = name.to() - name.from();
    boolean title = state.promised() == CredentialKind.BOOK;
    return length > LONGEST_QUOTED_NAME || (length > 5 && !title && endsSentence(name));
  }

  private boolean endsSentence(Name name) {
    Token last = tokens.get(name.next() - 2);
    return last.is(".") || last.is("!") || last.is("?");
  }
}
