package io.millrace.inference.credentials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is special about titles of books. */
final class Titles {
  private static final int LONGEST_SMALL = 9;

  private final Clause clause;
  private final List<Token> tokens;
  private final Imprints imprints;

  Titles(Page page, Clause clause, Lexicon lexicon) {
    this.clause = clause;
    this.tokens = page.tokens();
    this.imprints = new Imprints(page, clause, lexicon);
  }

  /** "author of plain talk (2015)": a title in small letters, up to its year. */
  @Nullable Name small(int at, ListState state) {
    if (!state.isAtStrongCue() || !state.awaits(CredentialKind.BOOK)) {
      return null;
    }
    int limit = Math.min(clause.to(), at + LONGEST_SMALL);
    int end = at;
    while (end < limit && tokens.get(end).isWord() && !tokens.get(end).isCapitalised()) {
      end++;
    }
    boolean ends = end > at && end < limit && imprints.hasImprint(end);
    return ends ? new Name(at, end, end, null, CredentialKind.BOOK, false) : null;
  }

  /** Publisher and year in brackets after a title say no more. */
  int afterImprint(int next) {
    if (!imprints.hasImprint(next)) {
      return next;
    }
    int end = next;
    while (!tokens.get(end).is(")") && end + 1 < clause.to()) {
      end++;
    }
    return end + 1;
  }
}
