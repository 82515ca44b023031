package io.millrace.matching;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The five revenue tiers of the first host (seed 001 §1.1, "5-tier enum"), from least to most.
 *
 * <p>The seeds give no names; these are the values that the host's own model documents.
 */
public enum RevenueTier {
  MICRO(1),
  EMERGING(2),
  ESTABLISHED(3),
  PREMIUM(4),
  ENTERPRISE(5);

  private final int rank;

  RevenueTier(int rank) {
    this.rank = rank;
  }

  /**
   * Reads a stored value; case and surrounding blanks do not matter.
   *
   * @return null where the value is null, blank or no tier: the factor is then neutral
   */
  public static @Nullable RevenueTier parse(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String name = value.strip().toUpperCase(Locale.ROOT);
    for (RevenueTier tier : values()) {
      if (tier.name().equals(name)) {
        return tier;
      }
    }
    return null;
  }

  /** 1 for the least to 5 for the most. */
  int rank() {
    return rank;
  }
}
