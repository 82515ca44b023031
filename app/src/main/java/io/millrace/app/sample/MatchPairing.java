package io.millrace.app.sample;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Picks distinct ordered pairs: more than half within a niche, the others from anywhere. */
final class MatchPairing {
  private static final double WITHIN_NICHE = 0.55;
  private static final int TRIES_WITHIN_NICHE = 4;
  private static final double LOWEST_MEAN = 38;
  private static final double SPREAD = 9;
  private static final double OVERLAP_WEIGHT = 90;
  private static final List<String> STATUSES =
      List.of(
          "suggested",
          "suggested",
          "suggested",
          "suggested",
          "viewed",
          "viewed",
          "contacted",
          "accepted",
          "declined");

  private final List<MatchParty> parties;
  private final Map<String, List<MatchParty>> byNiche;
  private final long seed;

  MatchPairing(List<MatchParty> parties, long seed) {
    this.parties = parties;
    this.byNiche = parties.stream().collect(Collectors.groupingBy(MatchParty::niche));
    this.seed = seed;
  }

  /** Lazily, source by source, {@code count} matches spread evenly over the parties. */
  Stream<SampleMatch> stream(int count) {
    long possible = (long) parties.size() * (parties.size() - 1);
    if (count > possible) {
      throw new IllegalArgumentException(
          "%d matches were asked for, but %d profiles allow only %d; ask for fewer matches."
              .formatted(count, parties.size(), possible));
    }
    return IntStream.range(0, parties.size()).boxed().flatMap(index -> matchesOf(index, count));
  }

  private Stream<SampleMatch> matchesOf(int index, int count) {
    int share = (int) (share(index + 1, count) - share(index, count));
    SplittableRandom random = Seeds.source(seed, index);
    MatchParty source = parties.get(index);
    Set<MatchParty> targets = new LinkedHashSet<>();
    while (targets.size() < share) {
      MatchParty target = pick(source, targets, random);
      if (!target.id().equals(source.id())) {
        targets.add(target);
      }
    }
    return targets.stream().map(target -> match(source, target, random));
  }

  private long share(int sources, int count) {
    return (long) sources * count / parties.size();
  }

  private MatchParty pick(MatchParty source, Set<MatchParty> taken, SplittableRandom random) {
    if (random.nextDouble() < WITHIN_NICHE) {
      List<MatchParty> niche = byNiche.getOrDefault(source.niche(), parties);
      for (int attempt = 0; attempt < TRIES_WITHIN_NICHE; attempt++) {
        MatchParty target = niche.get(random.nextInt(niche.size()));
        if (!target.equals(source) && !taken.contains(target)) {
          return target;
        }
      }
    }
    return parties.get(random.nextInt(parties.size()));
  }

  private static SampleMatch match(MatchParty source, MatchParty target, SplittableRandom random) {
    double mean = LOWEST_MEAN + OVERLAP_WEIGHT * source.overlap(target);
    double score = Math.min(100, Math.max(0, random.nextGaussian(mean, SPREAD)));
    return new SampleMatch(
        identifier(source.id(), target.id()),
        source.id(),
        target.id(),
        Math.round(score * 100) / 100.0,
        STATUSES.get(random.nextInt(STATUSES.size())));
  }

  private static UUID identifier(UUID source, UUID target) {
    String name = "millrace-sample-match:" + source + ":" + target;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
