package io.millrace.matching;

import static io.millrace.matching.Amount.Missing.FLOOR;
import static io.millrace.matching.Amount.Missing.LEFT_OUT;
import static io.millrace.matching.Amount.Missing.NEUTRAL;
import static io.millrace.matching.Amount.Missing.NOTHING;
import static io.millrace.matching.Amount.Scale.LINEAR;
import static io.millrace.matching.Amount.Scale.LOGARITHMIC;

import io.millrace.matching.Amount.Missing;
import io.millrace.matching.Amount.Scale;
import java.util.List;
import java.util.Optional;

/** Makes the scorers of factors by the rules; see docs/match-context.md for the formulas. */
final class FactorScorers {
  private final ScoringRules rules;

  FactorScorers(ScoringRules rules) {
    this.rules = rules;
  }

  /** The scorer of a dimension; empty where the plan names the inputs of none of its factors. */
  Optional<DimensionScorer> dimension(Dimension dimension) {
    List<FactorScorer> factors =
        Factor.of(dimension).stream()
            .filter(factor -> rules.inputs().containsAll(factor.inputs()))
            .map(this::factor)
            .toList();
    return factors.isEmpty()
        ? Optional.empty()
        : Optional.of(new DimensionScorer(dimension, rules.weight(dimension), factors));
  }

  private FactorScorer factor(Factor factor) {
    double weight = rules.weight(factor).overlap();
    return switch (factor) {
      case OFFERING_SEEKING -> texts(factor, ScoringInput.SEEKING, ScoringInput.OFFERING);
      case AUDIENCE_ALIGNMENT -> texts(factor, ScoringInput.AUDIENCE, ScoringInput.AUDIENCE);
      case REVENUE_COMPAT -> new TierDistance(weight);
      case PLATFORM_OVERLAP -> new SharedPlatforms(weight);
      case OFFER_TYPE_COMPAT -> new OfferTypes(rules.offerTypes(), weight);
      case CONTENT_STYLE -> new ContentStyles(rules.contentStyles(), weight);
      case MEMBERSHIP -> new Membership(rules.membershipLevels(), weight);
      case JV_HISTORY ->
          intent(
              factor, ScoringInput.JV_HISTORY, rules.threshold(Threshold.JV_HISTORY_FULL), NEUTRAL);
      case SEEKING -> presence(factor, ScoringInput.SEEKING);
      case BOOKING_LINK -> presence(factor, ScoringInput.BOOKING_LINK);
      case WEBSITE -> presence(factor, ScoringInput.WEBSITE);
      case TIER_KNOWN -> presence(factor, ScoringInput.REVENUE_TIER);
      case CONTACT ->
          intent(factor, ScoringInput.CONTACT, rules.threshold(Threshold.CONTACT_FULL), NOTHING);
      case ENGAGEMENT ->
          momentum(factor, ScoringInput.ENGAGEMENT, LINEAR, Threshold.ENGAGEMENT_FULL);
      case SOCIAL_REACH ->
          momentum(factor, ScoringInput.SOCIAL_REACH, LOGARITHMIC, Threshold.SOCIAL_REACH_FULL);
      case LIST_SIZE ->
          momentum(factor, ScoringInput.LIST_SIZE, LOGARITHMIC, Threshold.LIST_SIZE_FULL);
      case CURRENT_PROJECTS ->
          amount(factor, ScoringInput.CURRENT_PROJECTS, LINEAR, 1, floor(), FLOOR);
      case COMPLETENESS -> amount(factor, ScoringInput.COMPLETENESS, LINEAR, 1, 0, NEUTRAL);
      case ENRICHMENT -> amount(factor, ScoringInput.ENRICHMENT, LINEAR, 1, 0, NEUTRAL);
      case CREDIBILITY -> amount(factor, ScoringInput.CREDENTIALS, LINEAR, 1, 0, LEFT_OUT);
    };
  }

  private FactorScorer texts(Factor factor, ScoringInput source, ScoringInput target) {
    return new TextComparison(factor, source, target, rules.weight(factor), rules.calibration());
  }

  private FactorScorer presence(Factor factor, ScoringInput input) {
    return new Amount(
        factor,
        profile -> profile.isPresent(input) ? 1.0 : 0.0,
        LINEAR,
        1,
        rules.threshold(Threshold.ABSENT),
        NOTHING,
        rules.weight(factor).overlap());
  }

  private FactorScorer intent(Factor factor, ScoringInput input, double full, Missing missing) {
    return amount(factor, input, LINEAR, full, rules.threshold(Threshold.ABSENT), missing);
  }

  private FactorScorer momentum(Factor factor, ScoringInput input, Scale scale, Threshold full) {
    return amount(factor, input, scale, rules.threshold(full), floor(), FLOOR);
  }

  private double floor() {
    return rules.threshold(Threshold.MOMENTUM_FLOOR);
  }

  private FactorScorer amount(
      Factor factor, ScoringInput input, Scale scale, double full, double low, Missing missing) {
    return new Amount(
        factor,
        profile -> profile.number(input),
        scale,
        full,
        low,
        missing,
        rules.weight(factor).overlap());
  }
}
