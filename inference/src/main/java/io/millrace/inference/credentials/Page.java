package io.millrace.inference.credentials;

import java.util.List;

/**
 * A column made ready for reading.
 *
 * @param column its name
 * @param clean its text without markup
 * @param tokens of the text
 * @param quotations in the tokens
 * @param clauses of the tokens, in order
 */
record Page(
    String column,
    CleanText clean,
    List<Token> tokens,
    Quotations quotations,
    List<Clause> clauses) {

  static Page of(String column, String raw, int maximumCodePoints, Lexicon lexicon) {
    CleanText clean = TextCleaner.clean(raw, maximumCodePoints);
    List<Token> tokens = Tokenizer.tokenize(clean.text());
    Quotations quotations = Quotations.of(tokens);
    List<Clause> clauses = new ClauseSplitter(tokens, quotations, lexicon).split();
    return new Page(column, clean, tokens, quotations, clauses);
  }

  /** The clean text of some tokens, with single spaces. */
  String text(int from, int to) {
    String text = clean.text().substring(tokens.get(from).start(), tokens.get(to - 1).end());
    StringBuilder single = new StringBuilder(text.length());
    boolean space = false;
    for (int index = 0; index < text.length(); index++) {
      boolean white = Character.isWhitespace(text.charAt(index));
      if (!white || !space) {
        single.append(white ? ' ' : text.charAt(index));
      }
      space = white;
    }
    return single.toString();
  }
}
