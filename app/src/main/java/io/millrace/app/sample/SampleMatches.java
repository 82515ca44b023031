package io.millrace.app.sample;

import java.util.List;
import java.util.stream.Stream;

/** Matches between the written profiles. */
public final class SampleMatches {
  /** How many matches {@link #of} makes: a little over twelve for each profile. */
  public static final int COUNT = 3_200;

  private static final long SEED = 20_261_121L;

  private SampleMatches() {}

  /**
   * Pairs the profiles; the same profiles always give the same matches.
   *
   * @throws IllegalArgumentException if there are too few profiles for {@link #COUNT} ordered pairs
   */
  public static List<SampleMatch> of(List<SampleProfile> profiles) {
    return stream(profiles).toList();
  }

  private static Stream<SampleMatch> stream(List<SampleProfile> profiles) {
    List<MatchParty> parties = profiles.stream().map(MatchParty::of).toList();
    return new MatchPairing(parties, SEED).stream(COUNT);
  }
}
