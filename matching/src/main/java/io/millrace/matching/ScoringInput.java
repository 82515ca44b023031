package io.millrace.matching;

import java.util.Locale;
import java.util.Optional;

/**
 * What scoring reads of a profile, by scoring's own names; a plan says which column holds each.
 *
 * <p>A name that a plan may use but no dimension reads yet is absent here.
 */
public enum ScoringInput {
  /** Text: what the profile looks for. */
  SEEKING(true),
  /** Text: what the profile gives. */
  OFFERING(true),
  /** Text: whom the profile serves. */
  AUDIENCE(true),
  /** Attribute: one of {@link RevenueTier}. */
  REVENUE_TIER(false),
  /** Attribute: JSON that names content platforms, see {@link Platforms}. */
  PLATFORMS(false);

  private final boolean text;

  ScoringInput(boolean text) {
    this.text = text;
  }

  /** True where vectors or words are compared; false where a plain value is. */
  public boolean isText() {
    return text;
  }

  /** The name in a plan: lower case, words joined by underscores. */
  public String planName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The input of that name in a plan; empty where no dimension that is built reads it. */
  public static Optional<ScoringInput> named(String planName) {
    for (ScoringInput input : values()) {
      if (input.planName().equals(planName)) {
        return Optional.of(input);
      }
    }
    return Optional.empty();
  }
}
