package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what kind of credential a name is, by its label, the cue before it, and its looks. */
final class KindDecision {
  private final Lexicon lexicon;
  private final List<Token> tokens;
  private final Surroundings surroundings;
  private final Imprints imprints;

  KindDecision(Page page, Clause clause, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.tokens = page.tokens();
    this.surroundings = new Surroundings(page, clause, lexicon);
    this.imprints = new Imprints(page, clause, lexicon);
  }

  /**
   * The kind of a name; null if it is none, or not yet.
   *
   * @param mode of the last cue, if its list still goes on or the name is known as its kind
   * @param listed whether the name stands in an unbroken list after the cue
   */
  @Nullable CredentialKind decide(Name name, @Nullable Mode mode, boolean listed) {
    if (name.isKnownAsNothing()) {
      return null;
    }
    CredentialKind labelled = byLabel(name);
    if (labelled != null) {
      return labelled;
    }
    if (imprints.hasEpisode(name.next()) && !isRole(name)) {
      return CredentialKind.PODCAST;
    }
    CredentialKind promised = mode == null ? null : byMode(name, mode, listed);
    return promised != null ? promised : byItself(name, mode);
  }

  private @Nullable CredentialKind byLabel(Name name) {
    PhraseTable.Match<Cue> label = surroundings.labelAfter(name);
    if (label == null) {
      return null;
    }
    CredentialKind kind = label.value().kind();
    boolean unknown = name.known() == null && !isRole(name);
    boolean fits =
        switch (kind) {
          case MEDIA -> unknown && isNoOther(name, kind) && !name.quoted();
          case CERTIFICATION -> unknown && name.looks() == null;
          case BOOK -> unknown && (name.quoted() || isBeforeAuthor(name));
          case PODCAST ->
              unknown && isNoOther(name, CredentialKind.MEDIA) && name.to() - name.from() > 1;
          case AWARD -> unknown && name.looks() == null && !name.quoted();
          case SPEAKING ->
              unknown
                  && name.looks() == null
                  && name.to() - name.from() > 1
                  && imprints.hasYearNear(name.next());
        };
    if (kind == CredentialKind.PODCAST
        && name.isKnownAs(CredentialKind.MEDIA)
        && name.looks() != CredentialKind.PODCAST) {
      return CredentialKind.MEDIA;
    }
    return fits || name.isKnownAs(kind) || name.looks() == kind ? kind : null;
  }

  private boolean isBeforeAuthor(Name name) {
    return name.to() - name.from() > 1 && surroundings.isFollowedBy("authors", name.next());
  }

  private static boolean isNoOther(Name name, CredentialKind kind) {
    return name.looks() == null || name.looks() == kind;
  }

  private @Nullable CredentialKind byMode(Name name, Mode mode, boolean listed) {
    if (name.known() != null) {
      return KindRules.knownByMode(name, mode.kind(), mode.strong() && listed);
    }
    if (name.looks() != null
        && name.looks() != mode.kind()
        && name.looks() != CredentialKind.MEDIA) {
      CredentialKind looks = KindRules.looksByMode(name.looks(), mode.kind());
      if (looks != null || mode.kind() != CredentialKind.BOOK) {
        return looks;
      }
    }
    boolean role = isRole(name) && !isShowDespiteRole(name, mode) && !isSchool(name);
    if (!listed || role || (mode.kind() == CredentialKind.CERTIFICATION && isIssuer(name))) {
      return null;
    }
    boolean looksThePart =
        name.looks() == mode.kind()
            || (name.quoted() && mode.kind() != CredentialKind.SPEAKING)
            || (mode.kind() == CredentialKind.SPEAKING && !name.quoted() && hasYear(name))
            || (mode.kind() == CredentialKind.BOOK && imprints.hasImprint(name.next()));
    boolean speech = name.quoted() && mode.kind() == CredentialKind.SPEAKING;
    return looksThePart || (mode.strong() && !speech) ? mode.kind() : null;
  }

  private @Nullable CredentialKind byItself(Name name, @Nullable Mode mode) {
    boolean alone =
        surroundings.standsAlone(name) || isAwardFor(name) || surroundings.isPlacedTalk(name);
    if (name.known() != null && name.known().kind() != null) {
      return knownByItself(name, name.known(), alone);
    }
    if (isTitle(name, alone, mode)) {
      return CredentialKind.BOOK;
    }
    if (name.looks() == CredentialKind.CERTIFICATION && !name.quoted()) {
      return surroundings.isHeld(name) ? name.looks() : null;
    }
    if (!alone || name.quoted() || isRole(name)) {
      return null;
    }
    boolean event = name.looks() == CredentialKind.SPEAKING && (hasYear(name) || isTed(name));
    boolean certainly =
        name.looks() == CredentialKind.AWARD || name.looks() == CredentialKind.PODCAST;
    return event || certainly || isNamedOutlet(name) ? name.looks() : null;
  }

  private @Nullable CredentialKind knownByItself(Name name, KnownName known, boolean alone) {
    if (name.looks() == CredentialKind.PODCAST && known.kind() == CredentialKind.MEDIA) {
      return null;
    }
    if (known.kind() == CredentialKind.CERTIFICATION) {
      return !known.ambiguous() && surroundings.isHeld(name) ? known.kind() : null;
    }
    if (known.kind() == CredentialKind.MEDIA && surroundings.tellsOfJob(name)) {
      return null;
    }
    boolean award = known.kind() == CredentialKind.AWARD && surroundings.startsAsHeld(name);
    return !known.ambiguous() && (alone || award) ? known.kind() : null;
  }

  private boolean isTitle(Name name, boolean alone, @Nullable Mode mode) {
    if (mode != null && mode.kind() != CredentialKind.BOOK) {
      return false;
    }
    boolean imprint =
        name.quoted() ? imprints.hasImprint(name.next()) : imprints.hasPublisher(name.next());
    return alone && imprint && !surroundings.hasBefore("no books", name.from());
  }

  /** "Prix Europe for accessible culture". */
  private boolean isAwardFor(Name name) {
    return name.looks() == CredentialKind.AWARD
        && surroundings.isBoundaryBefore(name.from())
        && surroundings.isFollowedBy("after awards", name.next());
  }

  /** "Creator Science": a show may be called by what a person is. */
  private boolean isShowDespiteRole(Name name, Mode mode) {
    return mode.kind() == CredentialKind.PODCAST
        && name.to() - name.from() > 1
        && surroundings.isBoundaryAfter(name.next());
  }

  /** "Certified by the Coaches Training Institute": a school may begin with a role. */
  private boolean isSchool(Name name) {
    return name.to() - name.from() > 1 && lexicon.has("schools", tokens.get(name.to() - 1));
  }

  /** "Certificate in Mediation, Duke University". */
  private boolean isIssuer(Name name) {
    return name.from() > 0
        && tokens.get(name.from() - 1).is(",")
        && tokens.subList(name.from(), name.to()).stream()
            .anyMatch(token -> lexicon.has("universities", token));
  }

  private static boolean isNamedOutlet(Name name) {
    return name.looks() == CredentialKind.MEDIA && name.to() - name.from() > 1;
  }

  private boolean hasYear(Name name) {
    return imprints.yearAfter(name.next()) != null;
  }

  private boolean isTed(Name name) {
    return tokens.get(name.from()).folded().startsWith("tedx");
  }

  /** "Mother of Three", "Founder", "CEO": what a person is. */
  boolean isRole(Name name) {
    return !name.quoted() && lexicon.has("roles", tokens.get(name.from()));
  }
}
