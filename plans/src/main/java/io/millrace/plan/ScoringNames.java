package io.millrace.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that a plan may use for what scoring reads and weighs. */
public final class ScoringNames {
  /** Dimensions of a score, and the factors of each. */
  public static final Map<String, Set<String>> FACTORS =
      Map.of(
          "intent", Set.of("jv_history", "seeking", "booking_link", "membership", "website"),
          "synergy",
              Set.of(
                  "offering_seeking",
                  "audience_alignment",
                  "revenue_compat",
                  "platform_overlap",
                  "offer_type_compat"),
          "momentum", Set.of("engagement", "social_reach", "current_projects", "list_size"),
          "context",
              Set.of(
                  "completeness",
                  "tier_known",
                  "enrichment",
                  "contact",
                  "credibility",
                  "content_style"));

  /** Dimensions of a score: their weights. */
  public static final Set<String> DIMENSIONS = FACTORS.keySet();

  /** What scoring can read of each of the two rows. */
  public static final Set<String> INPUTS =
      Set.of(
          "seeking",
          "offering",
          "audience",
          "revenue_tier",
          "platforms",
          "offer_types",
          "jv_history",
          "booking_link",
          "membership_status",
          "website",
          "engagement",
          "social_reach",
          "current_projects",
          "list_size",
          "completeness",
          "enrichment",
          "contact",
          "credentials",
          "content_style");

  /** Inputs that are read from a list of columns; each other one is read from one column. */
  public static final Set<String> LIST_INPUTS = Set.of("completeness", "enrichment", "contact");

  /** Inputs that may be read from a column which a task of the plan writes. */
  public static final Set<String> RESULT_INPUTS =
      Set.of("offer_types", "content_style", "credentials", "enrichment");

  /** Thresholds within formulas that lie from 0 to this. */
  public static final Map<String, Double> BOUNDED_THRESHOLDS =
      Map.of("absent", 10.0, "momentum_floor", 10.0, "offer_type_confidence", 1.0);

  /** Thresholds within formulas that are amounts above 0. */
  public static final Set<String> AMOUNT_THRESHOLDS =
      Set.of(
          "jv_history_full",
          "contact_full",
          "engagement_full",
          "social_reach_full",
          "list_size_full");

  /** How dimensions become the score of one direction; the first is the default. */
  public static final List<String> AGGREGATIONS = List.of("harmonic", "geometric", "weighted");

  private ScoringNames() {}
}
