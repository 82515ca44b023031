package io.millrace.inference.credentials;

import java.util.List;

/**
 * What a person says of their own credentials.
 *
 * <p>No list holds an item twice (case is ignored), and evidence names the span of every item.
 *
 * @param books that the person wrote
 * @param mediaAppearances names of outlets
 * @param speakingEvents names of events, with the year that directly follows
 * @param certifications names or abbreviations of certificates
 * @param awards names of awards, with the year that directly follows
 * @param podcastAppearances names of other people's podcasts
 * @param credibilityScore 0 to 1, see {@link CredibilityScore}
 * @param evidence sorted by kind, then index
 */
public record Credentials(
    List<Book> books,
    List<String> mediaAppearances,
    List<String> speakingEvents,
    List<String> certifications,
    List<String> awards,
    List<String> podcastAppearances,
    double credibilityScore,
    List<Evidence> evidence) {

  /** Copies the lists. */
  public Credentials {
    books = List.copyOf(books);
    mediaAppearances = List.copyOf(mediaAppearances);
    speakingEvents = List.copyOf(speakingEvents);
    certifications = List.copyOf(certifications);
    awards = List.copyOf(awards);
    podcastAppearances = List.copyOf(podcastAppearances);
    evidence = List.copyOf(evidence);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return books.isEmpty()
        && mediaAppearances.isEmpty()
        && speakingEvents.isEmpty()
        && certifications.isEmpty()
        && awards.isEmpty()
        && podcastAppearances.isEmpty();
  }

  Credentials withScore(double score) {
    return new Credentials(
        books,
        mediaAppearances,
        speakingEvents,
        certifications,
        awards,
        podcastAppearances,
        score,
        evidence);
  }

  /** The items of one kind as texts; of books, the titles. */
  public List<String> names(CredentialKind kind) {
    return switch (kind) {
      case BOOK -> books.stream().map(Book::title).toList();
      case MEDIA -> mediaAppearances;
      case SPEAKING -> speakingEvents;
      case CERTIFICATION -> certifications;
      case AWARD -> awards;
      case PODCAST -> podcastAppearances;
    };
  }
}
