package io.millrace.app.report;

import java.util.Locale;

/** What a score of 0 to 100 is called; the names are the host's, the bounds ours. */
enum Tier {
  EXCELLENT(80),
  GOOD(60),
  FAIR(40),
  POOR(0);

  private final double from;

  Tier(double from) {
    this.from = from;
  }

  static Tier of(double score) {
    for (Tier tier : values()) {
      if (score >= tier.from) {
        return tier;
      }
    }
    return POOR;
  }

  String shownName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
