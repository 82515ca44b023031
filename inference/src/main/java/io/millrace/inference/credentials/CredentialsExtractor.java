package io.millrace.inference.credentials;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads credentials out of free text by rules and lexicons, without a model and without a network.
 *
 * <p>Only what the person states as their own and as done counts: not what is denied, wished for,
 * planned, in progress, nominated, recommended, hosted by them, or achieved by their clients.
 * English is read best; German, French, Spanish, Portuguese, Italian and Dutch by their common cues;
 * other languages by the names alone. Academic degrees are no certifications.
 *
 * <p>Time is linear in the length of the input: no regular expressions, one pass per step, bounded
 * look-around. Equal input gives equal output. Threadsafe; never throws on any text.
 */
public final class CredentialsExtractor {
  /** So much of each column is read; the rest is left out and reported. */
  public static final int MAXIMUM_CODE_POINTS = 32_768;

  private final Lexicon lexicon;
  private final String version;

  /** Loads the lexicons. */
  public CredentialsExtractor() {
    lexicon = Lexicon.load();
    version = "credentials-rules-1+" + LexiconDigest.of(lexicon.content());
  }

  /** Version of rules and lexicons, for the task version: changes whenever results may change. */
  public String version() {
    return version;
  }

  /**
   * Reads the columns in order.
   *
   * @param columns texts of any size and script, null or blank included
   */
  public ExtractedCredentials extract(List<ColumnText> columns) {
    ItemCollector collector = new ItemCollector();
    Set<String> truncated = new HashSet<>();
    for (ColumnText column : columns) {
      if (column.text() != null) {
        Page page = Page.of(column.column(), column.text(), MAXIMUM_CODE_POINTS, lexicon);
        collect(page, collector);
        if (page.clean().truncated()) {
          truncated.add(column.column());
        }
      }
    }
    return new ExtractedCredentials(collector.toCredentials(), truncated);
  }

  private void collect(Page page, ItemCollector collector) {
    List<Candidate> candidates = new PageReader(page, lexicon).read();
    for (Candidate candidate : Redundancy.reduce(candidates)) {
      collector.add(
          candidate.kind(),
          candidate.text(),
          candidate.year(),
          page.column(),
          page.clean().rawStart(page.tokens().get(candidate.from()).start()),
          page.clean().rawEnd(page.tokens().get(candidate.to() - 1).end()));
    }
  }
}
