package io.millrace.app.sample;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the pairing looks at in a profile: its niche and its audience, empty where blank. */
record MatchParty(UUID id, String niche, String audience) {
  private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{M}]+");
  private static final int SHORTEST_TELLING_WORD = 4;

  static MatchParty of(SampleProfile profile) {
    return new MatchParty(
        profile.id(),
        orEmpty(profile.text(ProfileColumn.NICHE)),
        orEmpty(profile.text(ProfileColumn.WHO_YOU_SERVE)));
  }

  /** Shared words over all words of the niches and audiences (Jaccard), 0 to 1. */
  double overlap(MatchParty other) {
    Set<String> mine = words();
    Set<String> theirs = other.words();
    long shared = mine.stream().filter(theirs::contains).count();
    long all = mine.size() + theirs.size() - shared;
    return all == 0 ? 0 : (double) shared / all;
  }

  private Set<String> words() {
    return NOT_A_LETTER
        .splitAsStream((niche + " " + audience).toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= SHORTEST_TELLING_WORD)
        .collect(Collectors.toSet());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
