package io.millrace.inference.credentials;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's named entities as credentials, if a cue in the same clause says what they are.
 *
 * <p>The nearest cue before the entity counts, or a label directly after it. Persons and places are
 * never credentials, nor is what the clause denies.
 */
final class EntityReader {
  private final Page page;
  private final Lexicon lexicon;

  EntityReader(Page page, Lexicon lexicon) {
    this.page = page;
    this.lexicon = lexicon;
  }

  Optional<Candidate> read(NamedEntity entity) {
    int from = firstToken(entity.start());
    int to = endToken(entity.end());
    if (from >= to || !mayBeCredential(entity.type())) {
      return Optional.empty();
    }
    return page.clauses().stream()
        .filter(clause -> clause.from() <= from && to <= clause.to())
        .findFirst()
        .flatMap(clause -> read(entity, clause, from, to));
  }

  private static boolean mayBeCredential(NamedEntity.Type type) {
    return type == NamedEntity.Type.ORGANISATION || type == NamedEntity.Type.MISCELLANEOUS;
  }

  private Optional<Candidate> read(NamedEntity entity, Clause clause, int from, int to) {
    CredentialKind kind = kindOf(clause, from, to);
    PhraseTable.Match<KnownName> known = lexicon.names().longest(page.tokens(), from, to);
    boolean nothing = known != null && known.value().kind() == null;
    if (kind == null || nothing || !fits(entity.type(), kind)) {
      return Optional.empty();
    }
    if (Denials.in(page, clause, lexicon).deny(from, kind)) {
      return Optional.empty();
    }
    return Optional.of(new Candidate(kind, page.text(from, to), null, from, to, false));
  }

  private static boolean fits(NamedEntity.Type type, CredentialKind kind) {
    return type == NamedEntity.Type.MISCELLANEOUS || kind != CredentialKind.BOOK;
  }

  private @Nullable CredentialKind kindOf(Clause clause, int from, int to) {
    PhraseTable.Match<Cue> label =
        new Surroundings(page, clause, lexicon)
            .labelAfter(new Name(from, to, to, null, null, false));
    return label == null ? kindBefore(clause, from) : label.value().kind();
  }

  private @Nullable CredentialKind kindBefore(Clause clause, int from) {
    CredentialKind kind = null;
    int at = clause.from();
    while (at < from) {
      PhraseTable.Match<Cue> match = lexicon.cues().longest(page.tokens(), at, from);
      if (match != null && match.value().opens()) {
        kind = match.value().kind();
      } else if (match != null && match.value().role() == Cue.Role.DIVERTS) {
        kind = null;
      }
      at = match == null ? at + 1 : match.end();
    }
    return kind;
  }

  private int firstToken(int rawStart) {
    List<Token> tokens = page.tokens();
    int at = 0;
    while (at < tokens.size() && page.clean().rawStart(tokens.get(at).start()) < rawStart) {
      at++;
    }
    return at;
  }

  private int endToken(int rawEnd) {
    List<Token> tokens = page.tokens();
    int at = 0;
    while (at < tokens.size() && page.clean().rawEnd(tokens.get(at).end()) <= rawEnd) {
      at++;
    }
    return at;
  }
}
