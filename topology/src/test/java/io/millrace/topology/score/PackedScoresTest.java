package io.millrace.topology.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.PackedVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What scores lose because vectors are compared as signed bytes. */
class PackedScoresTest {
  private static final int PAIRS = 5_000;
  private static final int DIMENSIONS = 384;
  private static final List<ScoringInput> TEXTS =
      List.of(ScoringInput.SEEKING, ScoringInput.OFFERING, ScoringInput.AUDIENCE);

  /** Greatest difference of a score from 0 to 100 that nobody would notice. */
  private static final double BOUND = 0.5;

  private record Pair(ScoringProfile exact, ScoringProfile packed) {}

  @Test
  void shouldScoreThePackedVectorsAsTheExactOnes() {
    EnrichmentPlan plan = PlanReader.readDefault();
    MatchScorer scorer =
        new MatchScorer(PlanRules.of(plan.matches().orElseThrow(), plan.embeddingModel()));
    Random random = new Random(5);
    List<Double> errors = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      // From quite unlike to nearly alike: cosines of 0 to 1.
      float shared = random.nextFloat() * 3;
      float[] common = gaussian(random);
      Pair a = profile("a", common, shared, random);
      Pair b = profile("b", common, shared, random);

      double exact = scorer.score(a.exact(), b.exact()).harmonicMean();
      double packed = scorer.score(a.packed(), b.packed()).harmonicMean();

      errors.add(Math.abs(exact - packed));
    }
    errors.sort(null);
    System.out.printf(
        Locale.ROOT,
        "error of scores (0 to 100) with vectors as signed bytes, %d pairs:"
            + " mean %.4f, p99 %.4f, greatest %.4f%n",
        PAIRS,
        errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        errors.get(PAIRS * 99 / 100),
        errors.get(PAIRS - 1));

    assertThat(errors.get(PAIRS - 1)).isLessThan(BOUND);
  }

  private static Pair profile(String key, float[] common, float shared, Random random) {
    ScoringProfile.Builder exact = ScoringProfile.builder(key, "model");
    ScoringProfile.Builder packed = ScoringProfile.builder(key, "model");
    for (ScoringInput text : TEXTS) {
      float[] vector = gaussian(random);
      for (int index = 0; index < DIMENSIONS; index++) {
        vector[index] += shared * common[index];
      }
      float scale = PackedVector.scaleOf(vector);
      exact.text(text, "words", vector);
      packed.text(
          text, "words", PackedVector.dequantize(PackedVector.quantize(vector, scale), scale));
    }
    return new Pair(exact.build(), packed.build());
  }

  private static float[] gaussian(Random random) {
    float[] vector = new float[DIMENSIONS];
    for (int index = 0; index < DIMENSIONS; index++) {
      vector[index] = (float) random.nextGaussian();
    }
    return vector;
  }
}
