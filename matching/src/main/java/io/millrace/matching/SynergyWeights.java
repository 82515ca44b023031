package io.millrace.matching;

/**
 * The weights of synergy's factors within the dimension.
 *
 * @param offeringSeeking what one seeks against what the other offers
 * @param audienceAlignment both audiences
 * @param revenueCompat both revenue tiers, 0 or more
 * @param platformOverlap both sets of platforms, 0 or more
 */
public record SynergyWeights(
    TextWeights offeringSeeking,
    TextWeights audienceAlignment,
    double revenueCompat,
    double platformOverlap) {
  /** Weights of seed 000 §4.1. */
  public static final SynergyWeights DEFAULT =
      new SynergyWeights(new TextWeights(3.5, 3.0), new TextWeights(3.0, 2.5), 2.0, 1.5);

  public SynergyWeights {
    Weights.require("revenue_compat", revenueCompat);
    Weights.require("platform_overlap", platformOverlap);
    double least =
        offeringSeeking.least() + audienceAlignment.least() + revenueCompat + platformOverlap;
    if (!(least > 0)) {
      throw new IllegalArgumentException(
          "The weights of synergy can all be 0 for a pair; give one factor a weight that always"
              + " counts");
    }
  }
}
