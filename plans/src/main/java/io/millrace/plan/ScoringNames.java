package io.millrace.plan;

import java.util.Set;

/** The names that a plan may use for what scoring reads and weighs. */
public final class ScoringNames {
  /** Dimensions of a score: their weights. */
  public static final Set<String> DIMENSIONS = Set.of("intent", "synergy", "momentum", "context");

  /** Factors of the dimension synergy. */
  public static final Set<String> SYNERGY_FACTORS =
      Set.of(
          "offering_seeking",
          "audience_alignment",
          "revenue_compat",
          "platform_overlap",
          "offer_type_compat");

  /** What scoring can read of each of the two rows, by dimension. */
  public static final Set<String> INPUTS =
      Set.of(
          // synergy
          "seeking",
          "offering",
          "audience",
          "revenue_tier",
          "platforms",
          "offer_types",
          // intent
          "jv_history",
          "booking_link",
          "membership_status",
          "website",
          // momentum
          "engagement",
          "social_reach",
          "current_projects",
          "list_size",
          // context
          "name",
          "company",
          "email",
          "niche",
          "what_you_do",
          "bio",
          "tags",
          "social_proof",
          "credentials",
          "content_style");

  private ScoringNames() {}
}
