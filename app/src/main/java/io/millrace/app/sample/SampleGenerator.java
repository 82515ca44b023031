package io.millrace.app.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes sample data of any size up to {@value #MAXIMUM} profiles.
 *
 * <p>Profile {@code i} depends on the seed and on {@code i} only, so that a larger set begins with
 * the smaller one. Its keys differ from those of the written profiles, so both can be loaded. Safe
 * to share between threads.
 */
public final class SampleGenerator {
  /** The most profiles that one set can hold. */
  public static final int MAXIMUM = 100_000;

  private final long seed;
  private final Grammar grammar = Grammar.read();
  private final GeneratedProfiles profiles = new GeneratedProfiles(grammar);

  /** Uses the seed for everything that is made. */
  public SampleGenerator(long seed) {
    this.seed = seed;
  }

  /**
   * Makes profiles one by one as the stream is read.
   *
   * @throws IllegalArgumentException if {@code count} is not 0 to {@value #MAXIMUM}
   */
  public Stream<SampleProfile> profiles(int count) {
    return IntStream.range(0, checked(count))
        .mapToObj(index -> profiles.make(party(index), Seeds.source(seed, index)));
  }

  /**
   * Makes distinct matches between the first {@code profileCount} profiles, spread evenly.
   *
   * @param matchCount how many; at most {@code profileCount × (profileCount − 1)}
   * @throws IllegalArgumentException if a count is out of range
   */
  public Stream<SampleMatch> matches(int profileCount, int matchCount) {
    List<MatchParty> parties =
        IntStream.range(0, checked(profileCount)).mapToObj(this::party).toList();
    return new MatchPairing(parties, seed).stream(matchCount);
  }

  private MatchParty party(int index) {
    SplittableRandom random = Seeds.source(~seed, index);
    Grammar.Niche niche = grammar.niches().get(random.nextInt(grammar.niches().size()));
    String audience = niche.audiences().get(random.nextInt(niche.audiences().size()));
    return new MatchParty(identifier(index), niche.niche(), audience);
  }

  private UUID identifier(int index) {
    String name = "millrace-sample-profile:" + seed + ":" + index;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static int checked(int count) {
    if (count < 0 || count > MAXIMUM) {
      throw new IllegalArgumentException(
          "%d profiles were asked for; ask for 0 to %d.".formatted(count, MAXIMUM));
    }
    return count;
  }
}
