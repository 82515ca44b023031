package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of one clause, and the names that may still become items. */
final class Items {
  private record Pending(Name name, boolean alone) {}

  private final Page page;
  private final Clause clause;
  private final Denials denials;
  private final List<Candidate> found = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();
  private final Set<Pending> loose = new LinkedHashSet<>();
  private boolean bareOutlet;
  private boolean bareCertificate;

  Items(Page page, Clause clause, Lexicon lexicon) {
    this.page = page;
    this.clause = clause;
    this.denials = Denials.in(page, clause, lexicon);
  }

  void add(Name name, CredentialKind kind, @Nullable Integer year, boolean bare) {
    if (!denials.deny(name.from(), kind)) {
      found.add(candidate(name, kind, year));
      bareOutlet |= bare && kind == CredentialKind.MEDIA;
      bareCertificate |= bare && kind == CredentialKind.CERTIFICATION;
    }
  }

  /** The year that directly follows an event or award belongs to it: "Web Summit 2022". */
  private Candidate candidate(Name name, CredentialKind kind, @Nullable Integer year) {
    String text = textOf(name, kind);
    boolean dated = kind == CredentialKind.SPEAKING || kind == CredentialKind.AWARD;
    String written = dated ? yearAt(name.to()) : "";
    if (written.isEmpty()) {
      return new Candidate(kind, text, year, name.from(), name.to(), name.isKnownAs(kind));
    }
    int end = page.tokens().get(name.to()).isYear() ? name.to() + 1 : name.to() + 2;
    return new Candidate(kind, text + " " + written, null, name.from(), end, name.isKnownAs(kind));
  }

  private String yearAt(int at) {
    if (at >= clause.to()) {
      return "";
    }
    Token token = page.tokens().get(at);
    if (token.isYear()) {
      return token.text();
    }
    boolean shortened = token.is("'") && at + 1 < clause.to();
    String digits = shortened ? page.tokens().get(at + 1).text() : "";
    return digits.length() == 2 && Character.isDigit(digits.charAt(0)) ? "20" + digits : "";
  }

  private String textOf(Name name, CredentialKind kind) {
    if (name.known() != null && name.known().kind() == kind) {
      return name.known().canonical();
    }
    String text = page.text(name.from(), name.to());
    boolean tedTalk = kind == CredentialKind.SPEAKING && Token.fold(text).startsWith("tedx");
    return tedTalk ? "TEDx" + text.substring("TEDx".length()) : text;
  }

  /** Keeps a name that a label after it, or its neighbours, may yet explain. */
  void pend(Name name, boolean alone, boolean bare) {
    Pending kept = new Pending(name, alone);
    pending.add(kept);
    if (bare && alone) {
      loose.add(kept);
    }
  }

  void forgetPending() {
    pending.clear();
  }

  /** Applies a label to the names before it that are known as its kind; tells whether any was. */
  boolean label(CredentialKind kind) {
    boolean any = !found.isEmpty() && found.get(found.size() - 1).kind() == kind;
    for (Pending name : pending) {
      boolean abbreviation = isPlain(name.name()) && isAbbreviation(name.name());
      if (name.name().isKnownAs(kind)
          || name.name().looks() == kind
          || (kind == CredentialKind.CERTIFICATION && abbreviation)) {
        add(name.name(), kind, null, false);
        loose.remove(name);
        any = true;
      }
    }
    pending.clear();
    return any;
  }

  /** Takes back the last item if it stands just before a token. */
  void cancelLast(int at) {
    if (!found.isEmpty() && at - found.get(found.size() - 1).to() <= 2) {
      found.remove(found.size() - 1);
    }
    pending.clear();
  }

  /** The items; names between outlets of a bare list are outlets too. */
  List<Candidate> finish() {
    if (bareOutlet) {
      for (Pending name : loose) {
        if (isPlain(name.name()) || name.name().isKnownAs(CredentialKind.MEDIA)) {
          add(name.name(), CredentialKind.MEDIA, null, false);
        }
      }
    }
    if (bareCertificate) {
      for (Pending name : loose) {
        if (isPlain(name.name()) && isAbbreviation(name.name())) {
          add(name.name(), CredentialKind.CERTIFICATION, null, false);
        }
      }
    }
    return withoutExplained();
  }

  /**
   * Of "Certified Exit Planning Advisor (CEPA)" only the short form stays, of "This Morning (ITV)"
   * only the programme.
   */
  private List<Candidate> withoutExplained() {
    List<Candidate> kept = new ArrayList<>();
    for (Candidate item : found) {
      Candidate last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (last == null || !isInBracketsAfter(last, item) || item.text().startsWith(last.text())) {
        kept.add(item);
      } else if (isShortForm(last, item)) {
        kept.set(kept.size() - 1, item);
      }
    }
    return kept;
  }

  private static boolean isShortForm(Candidate item, Candidate other) {
    return item.kind() == CredentialKind.CERTIFICATION && !item.known() && other.known();
  }

  private boolean isInBracketsAfter(Candidate first, Candidate second) {
    return first.kind() == second.kind()
        && second.from() == first.to() + 1
        && page.tokens().get(first.to()).is("(");
  }

  /** Whether an outlet that the lexicon knows stood in the clause without any cue. */
  boolean hasBareOutlet() {
    return bareOutlet;
  }

  /** Names of two or more words that nothing explained, as outlets. */
  List<Candidate> unexplainedOutlets() {
    found.clear();
    for (Pending name : loose) {
      if (isPlain(name.name()) && name.name().to() - name.name().from() > 1) {
        add(name.name(), CredentialKind.MEDIA, null, false);
      }
    }
    return List.copyOf(found);
  }

  /** "CCAT", "FNP-BC": three capitals or more in one token, or tokens joined by hyphens. */
  private boolean isAbbreviation(Name name) {
    String text = page.text(name.from(), name.to());
    return text.indexOf(' ') < 0
        && text.length() <= 10
        && text.codePoints().filter(Character::isUpperCase).count() >= 3
        && text.codePoints().noneMatch(Character::isLowerCase);
  }

  private static boolean isPlain(Name name) {
    return name.known() == null && name.looks() == null && !name.quoted();
  }
}
