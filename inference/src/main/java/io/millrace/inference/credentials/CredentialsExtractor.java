package io.millrace.inference.credentials;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads credentials out of free text by rules and lexicons, without a model and without a network.
 *
 * <p>Only what the person states as their own and as done counts: not what is denied, wished for,
 * planned, in progress, nominated, recommended, hosted by them, or achieved by their clients.
 * English is read best; German, French, Spanish, Portuguese, Italian and Dutch by their common
 * cues; other languages by the names alone. Academic degrees are no certifications.
 *
 * <p>Time is linear in the length of the input: no regular expressions, one pass per step, bounded
 * look-around. Equal input gives equal output. Threadsafe; never throws on any text.
 */
public final class CredentialsExtractor {
  /** So much of each column is read; the rest is left out and reported. */
  public static final int MAXIMUM_CODE_POINTS = 32_768;

  private static final double LEAST_CONFIDENCE = 0.6;

  private final Lexicon lexicon;
  private final String version;

  /** Loads the lexicons. */
  public CredentialsExtractor() {
    lexicon = Lexicon.load();
    version = "credentials-rules-2+" + LexiconDigest.of(lexicon.content());
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
        List<Candidate> candidates = new PageReader(page, lexicon).read();
        Redundancy.reduce(candidates).forEach(found -> collector.add(page, found));
        if (page.clean().truncated()) {
          truncated.add(column.column());
        }
      }
    }
    return new ExtractedCredentials(collector.toCredentials(), truncated);
  }

  /**
   * Adds what a model for named entities found and the rules missed: only organisations and
   * miscellaneous names of at least {@value #LEAST_CONFIDENCE} confidence, outside the spans that
   * the rules read, where a cue in the same clause says what the name is.
   *
   * @param rules outcome of {@link #extract} for the same columns
   * @param columns as they were given to it
   * @param entities with offsets in the raw texts; those of other columns are left out
   */
  public ExtractedCredentials merge(
      ExtractedCredentials rules, List<ColumnText> columns, List<NamedEntity> entities) {
    ItemCollector collector = new ItemCollector();
    collector.addAll(rules.credentials());
    for (ColumnText column : columns) {
      List<NamedEntity> fresh =
          entities.stream()
              .filter(entity -> entity.column().equals(column.column()))
              .filter(entity -> entity.confidence() >= LEAST_CONFIDENCE)
              .filter(entity -> !isRead(entity, rules.credentials().evidence()))
              .toList();
      if (column.text() != null && !fresh.isEmpty()) {
        merge(
            Page.of(column.column(), column.text(), MAXIMUM_CODE_POINTS, lexicon),
            fresh,
            collector);
      }
    }
    return new ExtractedCredentials(collector.toCredentials(), rules.truncatedColumns());
  }

  private void merge(Page page, List<NamedEntity> entities, ItemCollector collector) {
    EntityReader reader = new EntityReader(page, lexicon);
    entities.forEach(entity -> reader.read(entity).ifPresent(found -> collector.add(page, found)));
  }

  private static boolean isRead(NamedEntity entity, List<Evidence> evidence) {
    return evidence.stream()
        .anyMatch(
            span ->
                span.column().equals(entity.column())
                    && span.start() < entity.end()
                    && entity.start() < span.end());
  }
}
