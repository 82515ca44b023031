package io.millrace.inference.credentials;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How much credentials weigh, from 0 to 1, by quantity and quality.
 *
 * <p>Nothing scores 0. Otherwise the sum of 0.1 for having any, 0.15 per book up to 0.3, 0.2 per
 * major outlet up to 0.4, 0.25 once for a TED or TEDx talk, and 0.1 per certification up to 0.2; at
 * most 1. Major are Forbes, Inc, Entrepreneur, The New York Times and The Wall Street Journal.
 * Awards, podcasts, other outlets and other events count by the base alone. Source: section 3.4 of
 * the first requirements document. Computed in hundredths, so that sums are exact. Threadsafe.
 */
public final class CredibilityScore {
  private static final int BASE = 10;
  private static final int PER_BOOK = 15;
  private static final int MAXIMUM_FOR_BOOKS = 30;
  private static final int PER_MAJOR_OUTLET = 20;
  private static final int MAXIMUM_FOR_MAJOR_OUTLETS = 40;
  private static final int TED_TALK = 25;
  private static final int PER_CERTIFICATION = 10;
  private static final int MAXIMUM_FOR_CERTIFICATIONS = 20;
  private static final int MAXIMUM = 100;

  private static final Set<String> MAJOR_OUTLETS =
      Set.of("forbes", "inc magazine", "entrepreneur", "new york times", "wall street journal");

  private CredibilityScore() {}

  /** The score of credentials; their own score and evidence are not looked at. */
  public static double of(Credentials credentials) {
    if (credentials.isEmpty()) {
      return 0;
    }
    int sum =
        BASE
            + Math.min(MAXIMUM_FOR_BOOKS, PER_BOOK * credentials.books().size())
            + Math.min(
                MAXIMUM_FOR_MAJOR_OUTLETS,
                PER_MAJOR_OUTLET * majorOutlets(credentials.mediaAppearances()))
            + (hasTedTalk(credentials.speakingEvents()) ? TED_TALK : 0)
            + Math.min(
                MAXIMUM_FOR_CERTIFICATIONS,
                PER_CERTIFICATION * credentials.certifications().size());
    return Math.min(MAXIMUM, sum) / 100.0;
  }

  private static int majorOutlets(List<String> outlets) {
    return (int)
        outlets.stream().filter(outlet -> MAJOR_OUTLETS.contains(lower(outlet))).distinct().count();
  }

  private static boolean hasTedTalk(List<String> events) {
    return events.stream().map(CredibilityScore::lower).anyMatch(CredibilityScore::isTed);
  }

  private static boolean isTed(String event) {
    return event.equals("ted")
        || event.startsWith("tedx")
        || event.startsWith("ted ")
        || event.startsWith("tedw");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
