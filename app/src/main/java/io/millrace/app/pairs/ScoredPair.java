package io.millrace.app.pairs;

import io.millrace.matching.Calibration;
import io.millrace.matching.Dimension;
import io.millrace.matching.DimensionScore;
import io.millrace.matching.Factor;
import io.millrace.matching.FactorScore;
import io.millrace.matching.MatchScore;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.matching.WordList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores a pair as scoring scores the texts of two profiles.
 *
 * @param scorer by the seeds' rules
 * @param vectors the vector of a text; null where words are to be compared
 */
record ScoredPair(MatchScorer scorer, Function<String, float @Nullable []> vectors) {
  /** By vectors. */
  static ScoredPair byVectors(
      Calibration calibration, Function<String, float @Nullable []> vectors) {
    return new ScoredPair(new MatchScorer(ScoringRules.defaults(calibration)), vectors);
  }

  /** By words alone. */
  static ScoredPair byWords() {
    return new ScoredPair(
        new MatchScorer(ScoringRules.defaults(Calibration.PROPORTIONAL)), text -> null);
  }

  /** The factor's score, 0 to 10. */
  double score(LabelledPair pair) {
    return factor(pair).score();
  }

  /** What the factor measured: a cosine, or a share of words; 0 where there is nothing. */
  double raw(LabelledPair pair) {
    Double raw = factor(pair).raw();
    return raw == null ? 0 : raw;
  }

  private FactorScore factor(LabelledPair pair) {
    return switch (pair.kind()) {
      case AUDIENCE ->
          factor(pair, ScoringInput.AUDIENCE, ScoringInput.AUDIENCE, Factor.AUDIENCE_ALIGNMENT);
      case SEEKING_OFFERING ->
          factor(pair, ScoringInput.SEEKING, ScoringInput.OFFERING, Factor.OFFERING_SEEKING);
    };
  }

  private FactorScore factor(LabelledPair pair, ScoringInput ofA, ScoringInput ofB, Factor wanted) {
    MatchScore score = scorer.score(profile("a", ofA, pair.a()), profile("b", ofB, pair.b()));
    for (DimensionScore dimension : score.ab().dimensions()) {
      for (FactorScore factor : dimension.factors()) {
        if (dimension.dimension() == Dimension.SYNERGY && factor.factor() == wanted) {
          return factor;
        }
      }
    }
    throw new IllegalStateException("scoring left out " + wanted);
  }

  private ScoringProfile profile(String key, ScoringInput input, String text) {
    return ScoringProfile.builder(key, "pairs")
        .text(input, WordList.of(text).joined(), vectors.apply(text))
        .build();
  }
}
