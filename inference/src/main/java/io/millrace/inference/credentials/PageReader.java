package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the clauses of a page in order; a heading or an unbroken list goes on in the next. */
final class PageReader {
  private final Page page;
  private final Lexicon lexicon;
  private final List<Candidate> found = new ArrayList<>();
  private final List<ClauseReader> readers = new ArrayList<>();
  private @Nullable Mode carried;
  private boolean heading;

  PageReader(Page page, Lexicon lexicon) {
    this.page = page;
    this.lexicon = lexicon;
  }

  List<Candidate> read() {
    page.clauses().forEach(this::read);
    if (readers.stream().anyMatch(ClauseReader::hasBareOutlet)) {
      readers.forEach(reader -> found.addAll(reader.unexplainedOutlets()));
    }
    return found;
  }

  private void read(Clause clause) {
    Mode mode = goesOn(clause) ? carried : null;
    ClauseReader reader = new ClauseReader(page, clause, lexicon, mode);
    found.addAll(reader.read());
    readers.add(reader);
    boolean stillHeading = heading && mode != null && mode.equals(reader.carry());
    carried = reader.carry();
    heading = stillHeading || (reader.isHeading() && mode == null);
  }

  private boolean goesOn(Clause clause) {
    if (carried == null || (clause.startsParagraph() && !heading)) {
      return false;
    }
    return (heading || !clause.startsSentence()) && startsWithName(clause);
  }

  private boolean startsWithName(Clause clause) {
    int at = clause.from();
    while (at < clause.to() && isMark(page.tokens().get(at))) {
      at++;
    }
    if (at == clause.to() || carried == null) {
      return false;
    }
    Name name = new NameReader(page, clause, lexicon).read(at, carried.kind());
    return name != null && new Surroundings(page, clause, lexicon).isBoundaryAfter(name.next());
  }

  private boolean isMark(Token token) {
    return (token.type() == Token.Type.SIGN && !token.is("("))
        || lexicon.has("articles", token)
        || lexicon.has("and", token);
  }
}
