package io.millrace.matching;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a dimension is made of. A factor is scored where the plan names all inputs that it reads.
 *
 * <p>Factors of intent, momentum and context describe the target alone, unless they say otherwise.
 */
public enum Factor {
  /** How many joint ventures there were. */
  JV_HISTORY(Dimension.INTENT, 3, ScoringInput.JV_HISTORY),
  /** Whether the profile says what it seeks. */
  SEEKING(Dimension.INTENT, 3, ScoringInput.SEEKING),
  /** Whether a call can be booked. */
  BOOKING_LINK(Dimension.INTENT, 2, ScoringInput.BOOKING_LINK),
  /** What the status of the membership is worth. */
  MEMBERSHIP(Dimension.INTENT, 1.5, ScoringInput.MEMBERSHIP_STATUS),
  /** Whether there is a website. */
  WEBSITE(Dimension.INTENT, 1, ScoringInput.WEBSITE),

  /** How close what the source seeks is to what the target offers. */
  OFFERING_SEEKING(Dimension.SYNERGY, 3.5, 3, ScoringInput.SEEKING, ScoringInput.OFFERING),
  /** How close the audiences of both are. */
  AUDIENCE_ALIGNMENT(Dimension.SYNERGY, 3, 2.5, ScoringInput.AUDIENCE, ScoringInput.AUDIENCE),
  /** How near the revenue tiers of both are. */
  REVENUE_COMPAT(Dimension.SYNERGY, 2, ScoringInput.REVENUE_TIER),
  /** How many content platforms both use. */
  PLATFORM_OVERLAP(Dimension.SYNERGY, 1.5, ScoringInput.PLATFORMS),
  /** How well the types of both offers go together; left out where one has none. */
  OFFER_TYPE_COMPAT(Dimension.SYNERGY, 2, ScoringInput.OFFER_TYPES),

  /** How much the audience takes part. */
  ENGAGEMENT(Dimension.MOMENTUM, 3, ScoringInput.ENGAGEMENT),
  /** How many follow. */
  SOCIAL_REACH(Dimension.MOMENTUM, 2.5, ScoringInput.SOCIAL_REACH),
  /** Whether something is going on. */
  CURRENT_PROJECTS(Dimension.MOMENTUM, 2, ScoringInput.CURRENT_PROJECTS),
  /** How many subscribe. */
  LIST_SIZE(Dimension.MOMENTUM, 2.5, ScoringInput.LIST_SIZE),

  /** How much of the profile is filled in. */
  COMPLETENESS(Dimension.CONTEXT, 3, ScoringInput.COMPLETENESS),
  /** Whether the revenue tier is known. */
  TIER_KNOWN(Dimension.CONTEXT, 1, ScoringInput.REVENUE_TIER),
  /** How much the models could make of the profile. */
  ENRICHMENT(Dimension.CONTEXT, 1.5, ScoringInput.ENRICHMENT),
  /** How many ways to get in touch there are. */
  CONTACT(Dimension.CONTEXT, 2, ScoringInput.CONTACT),
  /** How credible the credentials are; left out where there are none. */
  CREDIBILITY(Dimension.CONTEXT, 2, ScoringInput.CREDENTIALS),
  /** How well the styles of both go together; left out where one is not known. */
  CONTENT_STYLE(Dimension.CONTEXT, 1.5, ScoringInput.CONTENT_STYLE);

  // Written for each match: not made anew each time.
  private final String lowerCase = name().toLowerCase(Locale.ROOT);
  private final Dimension dimension;
  private final double semantic;
  private final double overlap;
  private final ScoringInput ofSource;
  private final ScoringInput ofTarget;

  Factor(Dimension dimension, double weight, ScoringInput input) {
    this(dimension, weight, weight, input, input);
  }

  Factor(
      Dimension dimension,
      double semantic,
      double overlap,
      ScoringInput ofSource,
      ScoringInput ofTarget) {
    this.dimension = dimension;
    this.semantic = semantic;
    this.overlap = overlap;
    this.ofSource = ofSource;
    this.ofTarget = ofTarget;
  }

  private static final Map<Dimension, List<Factor>> BY_DIMENSION =
      Arrays.stream(values()).collect(Collectors.groupingBy(Factor::dimension));

  /** The factors of a dimension: their order is that of an explanation, new ones come last. */
  public static List<Factor> of(Dimension dimension) {
    return BY_DIMENSION.getOrDefault(dimension, List.of());
  }

  /** The dimension that it is part of. */
  public Dimension dimension() {
    return dimension;
  }

  /** Seed 000 §4.1 for synergy and credibility; ours for the others, see decision 21. */
  FactorWeight defaultWeight() {
    return new FactorWeight(semantic, overlap);
  }

  /** Whether it compares texts, so that its weight depends on the method. */
  boolean comparesTexts() {
    return ofTarget.isText() && dimension == Dimension.SYNERGY;
  }

  /** What it reads. */
  Set<ScoringInput> inputs() {
    return EnumSet.of(ofSource, ofTarget);
  }

  /** The name in a plan and in an explanation. */
  public String planName() {
    return lowerCase;
  }
}
