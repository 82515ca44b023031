package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of one clause, and the names that may still become items. */
final class Items {
  private record Pending(Name name, boolean alone) {}

  private final Page page;
  private final Denials denials;
  private final List<Candidate> found = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();
  private final List<Pending> loose = new ArrayList<>();
  private boolean bareOutlet;

  Items(Page page, Clause clause, Lexicon lexicon) {
    this.page = page;
    this.denials = Denials.in(page, clause, lexicon);
  }

  void add(Name name, CredentialKind kind, @Nullable Integer year, boolean bare) {
    if (!denials.deny(name.from(), kind)) {
      found.add(new Candidate(kind, textOf(name, kind), year, name.from(), name.to(), name.isKnownAs(kind)));
      bareOutlet |= bare && kind == CredentialKind.MEDIA;
    }
  }

  private String textOf(Name name, CredentialKind kind) {
    return name.known() != null && name.known().kind() == kind
        ? name.known().canonical()
        : page.text(name.from(), name.to());
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
      if (name.name().isKnownAs(kind) || name.name().looks() == kind) {
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
    found.removeIf(this::isExplained);
    return found;
  }

  /**
   * Of "Certified Exit Planning Advisor (CEPA)" only the short form stays, of "This Morning (ITV)"
   * only the programme.
   */
  private boolean isExplained(Candidate item) {
    return found.stream()
        .anyMatch(
            other ->
                item.kind() == CredentialKind.CERTIFICATION
                        && isInBracketsAfter(item, other)
                        && !item.known()
                        && other.known()
                    || item.kind() == CredentialKind.MEDIA
                        && isInBracketsAfter(other, item)
                        && other.known());
  }

  private boolean isInBracketsAfter(Candidate first, Candidate second) {
    return first.kind() == second.kind()
        && second.from() == first.to() + 1
        && page.tokens().get(first.to()).is("(");
  }

  private static boolean isPlain(Name name) {
    return name.known() == null && name.looks() == null && !name.quoted();
  }
}
