package io.millrace.inference.credentials;

import java.text.Normalizer;

/**
 * Makes a raw text plain: markup out, entities decoded, letters composed, quotation marks alike.
 *
 * <p>One pass over at most the given number of code points; each is looked at a bounded number of
 * times. Tags that end a line become a line break, tags of titles ({@code em, i, cite}) become a
 * quotation mark, others vanish. Control characters and lone surrogates become spaces, pictographs
 * become bullets, characters without width vanish.
 */
final class TextCleaner {
  /** A base letter with more marks than this is no writing; the rest of them is dropped. */
  private static final int MAXIMUM_MARKS = 4;

  private final int[] points;
  private final boolean truncated;
  private final CleanText.Builder clean = new CleanText.Builder();

  private TextCleaner(int[] points, boolean truncated) {
    this.points = points;
    this.truncated = truncated;
  }

  static CleanText clean(String raw, int maximumCodePoints) {
    int[] points = raw.codePoints().limit(maximumCodePoints).toArray();
    boolean truncated =
        raw.length() > maximumCodePoints && raw.codePointCount(0, raw.length()) > points.length;
    return new TextCleaner(points, truncated).run();
  }

  private CleanText run() {
    int at = 0;
    while (at < points.length) {
      at = step(at);
    }
    return clean.build(truncated);
  }

  private int step(int at) {
    Markup.Found markup = Markup.at(points, at);
    if (markup != null) {
      clean.append(markup.replacement(), at, markup.end());
      return markup.end();
    }
    int end = endOfMarks(at + 1);
    String replacement = Characters.plain(points[at]);
    clean.append(end == at + 1 ? replacement : composed(replacement, at + 1, end), at, end);
    return end;
  }

  private int endOfMarks(int from) {
    int at = from;
    while (at < points.length && Character.getType(points[at]) == Character.NON_SPACING_MARK) {
      at++;
    }
    return at;
  }

  private String composed(String base, int from, int end) {
    int count = Math.min(end - from, MAXIMUM_MARKS);
    return Normalizer.normalize(base + new String(points, from, count), Normalizer.Form.NFC);
  }
}
