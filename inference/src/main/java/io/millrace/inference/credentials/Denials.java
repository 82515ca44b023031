package io.millrace.inference.credentials;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kinds of names do not count at which token of a clause: denied, wished for, others'. */
final class Denials {
  private final int from;
  private final List<Set<CredentialKind>> denied;

  private Denials(int from, List<Set<CredentialKind>> denied) {
    this.from = from;
    this.denied = denied;
  }

  static Denials in(Page page, Clause clause, Lexicon lexicon) {
    Scan scan = new Scan(page, clause, lexicon);
    scan.run();
    return new Denials(clause.from(), scan.denied);
  }

  boolean deny(int token, CredentialKind kind) {
    return denied.get(token - from).contains(kind);
  }

  /** One pass that carries what is denied from here on, and collects what is denied throughout. */
  private static final class Scan {
    private final Page page;
    private final Clause clause;
    private final Lexicon lexicon;
    private final List<Set<CredentialKind>> denied = new java.util.ArrayList<>();
    private final Set<CredentialKind> throughout = EnumSet.noneOf(CredentialKind.class);
    private Set<CredentialKind> after = EnumSet.noneOf(CredentialKind.class);
    private Set<CredentialKind> untilOwn = EnumSet.noneOf(CredentialKind.class);

    Scan(Page page, Clause clause, Lexicon lexicon) {
      this.page = page;
      this.clause = clause;
      this.lexicon = lexicon;
    }

    void run() {
      int at = clause.from();
      while (at < clause.to()) {
        if (page.quotations().opensAt(at) && page.quotations().closingOf(at) < clause.to()) {
          int next = page.quotations().closingOf(at) + 1;
          record(next - at);
          at = next;
          continue;
        }
        PhraseTable.Match<Cue> match = cueAt(at);
        int end = match == null ? at + 1 : match.end();
        if (match != null) {
          apply(match.value(), at);
        } else if (resumesOwn(at)) {
          untilOwn = EnumSet.noneOf(CredentialKind.class);
        }
        record(end - at);
        at = end;
      }
      denied.forEach(kinds -> kinds.addAll(throughout));
    }

    /** A capital inside a sentence belongs to a name: "author of Never Say Maybe". */
    private PhraseTable.@Nullable Match<Cue> cueAt(int at) {
      boolean partOfName =
          at > clause.from()
              && page.tokens().get(at).isCapitalised()
              && page.tokens().get(at - 1).isWord()
              && !clause.shouted();
      return partOfName ? null : lexicon.cues().longest(page.tokens(), at, clause.to());
    }

    private void record(int tokens) {
      for (int count = 0; count < tokens; count++) {
        Set<CredentialKind> kinds = EnumSet.noneOf(CredentialKind.class);
        kinds.addAll(after);
        kinds.addAll(untilOwn);
        denied.add(kinds);
      }
    }

    private void apply(Cue cue, int at) {
      switch (cue.role()) {
        case UNDOES -> {
          if (!followsName(at)) {
            after = union(after, cue.kinds());
          }
        }
        case DENIES_AFTER -> after = union(after, cue.kinds());
        case DENIES_UNTIL_OWN -> untilOwn = union(untilOwn, cue.kinds());
        case DENIES_CLAUSE -> throughout.addAll(cue.kinds());
        default -> {
          // other roles say nothing of denial
        }
      }
    }

    private boolean followsName(int at) {
      if (at == clause.from()) {
        return false;
      }
      Token before = page.tokens().get(at - 1);
      return before.isCapitalised()
          || before.is("(")
          || before.is("-")
          || before.isYear()
          || lexicon.has("award heads", before)
          || lexicon.has("in progress verbs", before);
    }

    private boolean resumesOwn(int at) {
      return at > clause.from()
          && lexicon.has("own verb", page.tokens().get(at))
          && (lexicon.has("and", page.tokens().get(at - 1)) || page.tokens().get(at - 1).is(","));
    }

    private static Set<CredentialKind> union(Set<CredentialKind> some, Set<CredentialKind> others) {
      Set<CredentialKind> union = EnumSet.copyOf(others);
      union.addAll(some);
      return union;
    }
  }
}
