package io.millrace.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Profiles of tests, set from columns as a host holds them. */
final class Profiles {
  /** A curve of six points, by which the tests compute by hand. */
  static final Calibration CURVE =
      Calibration.of(0.06, 0, 0.20, 2.5, 0.35, 5.5, 0.50, 7.5, 0.70, 9, 0.90, 10);

  static final ScoringRules RULES = ScoringRules.defaults(CURVE);
  private static final CompactInputs COMPACT = new CompactInputs(RULES);

  private Profiles() {}

  /** A profile of which nothing is known. */
  static ScoringProfile unknown() {
    return ScoringProfile.builder("unknown", "").build();
  }

  /** A profile of which one input is known. */
  static ScoringProfile with(ScoringInput input, @Nullable String... columns) {
    return set(ScoringProfile.builder("p", ""), input, columns).build();
  }

  static ScoringProfile.Builder set(
      ScoringProfile.Builder builder, ScoringInput input, @Nullable String... columns) {
    return builder.value(input, compact(input, columns));
  }

  static @Nullable String compact(ScoringInput input, @Nullable String... columns) {
    List<@Nullable String> values = Arrays.asList(columns);
    return COMPACT.of(input, values);
  }

  /** The score of a factor by the seeds' rules; empty where it is left out. */
  static Optional<FactorScore> score(Factor factor, ScoringProfile source, ScoringProfile target) {
    return new FactorScorers(RULES)
        .dimension(factor.dimension()).orElseThrow().score(source, target).factors().stream()
            .filter(score -> score.factor() == factor)
            .findFirst();
  }

  /** The score of a factor that describes the target alone. */
  static FactorScore score(Factor factor, ScoringProfile target) {
    return score(factor, unknown(), target).orElseThrow();
  }
}
