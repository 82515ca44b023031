package io.millrace.matching;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What scoring reads of a profile, by scoring's own names; a plan says which columns hold each.
 *
 * <p>A value travels in the compact form that {@link CompactInputs} makes of the columns.
 */
public enum ScoringInput {
  /** What the profile looks for. */
  SEEKING(Kind.TEXT),
  /** What the profile gives. */
  OFFERING(Kind.TEXT),
  /** Whom the profile serves. */
  AUDIENCE(Kind.TEXT),
  /** Rank of a {@link RevenueTier}, 1 to 5. */
  REVENUE_TIER(Kind.NUMBER),
  /** Content platforms, see {@link Platforms}. */
  PLATFORMS(Kind.NAMES),
  /** Types of the offer that are certain enough; there, but empty: none of them is. */
  OFFER_TYPES(Kind.NAMES),
  /** Number of former joint ventures. */
  JV_HISTORY(Kind.NUMBER),
  /** 1: there is a link to book a call. */
  BOOKING_LINK(Kind.NUMBER),
  /** Status of the membership, one lower-case name. */
  MEMBERSHIP_STATUS(Kind.NAMES),
  /** 1: there is a website. */
  WEBSITE(Kind.NUMBER),
  /** How much the audience takes part, on the host's scale. */
  ENGAGEMENT(Kind.NUMBER),
  /** Number of followers. */
  SOCIAL_REACH(Kind.NUMBER),
  /** 1: there are current projects. */
  CURRENT_PROJECTS(Kind.NUMBER),
  /** Number of subscribers. */
  LIST_SIZE(Kind.NUMBER),
  /** Several columns: the share of them that is filled, 0 to 1. */
  COMPLETENESS(Kind.NUMBER),
  /** Several columns that tasks write: the share of them that holds a result, 0 to 1. */
  ENRICHMENT(Kind.NUMBER),
  /** Several columns: number of those that are filled, each a way to reach the profile. */
  CONTACT(Kind.NUMBER),
  /** Credibility, 0 to 1. */
  CREDENTIALS(Kind.NUMBER),
  /** Primary style of content and, where known, the secondary one. */
  CONTENT_STYLE(Kind.NAMES);

  private enum Kind {
    TEXT,
    NUMBER,
    NAMES
  }

  private static final Map<String, ScoringInput> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ScoringInput::planName, Function.identity()));

  private final String lowerCase = name().toLowerCase(Locale.ROOT);
  private final Kind kind;

  ScoringInput(Kind kind) {
    this.kind = kind;
  }

  /** True where vectors or words are compared; false where a plain value is. */
  public boolean isText() {
    return kind == Kind.TEXT;
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** The name in a plan: lower case, words joined by underscores. */
  public String planName() {
    return lowerCase;
  }

  /** The input of that name in a plan; empty where there is none. */
  public static Optional<ScoringInput> named(String planName) {
    return Optional.ofNullable(BY_NAME.get(planName));
  }
}
