package io.millrace.app.report;

/** Bars of a terminal. */
final class Bars {
  private static final int WIDTH = 24;
  private static final String PARTS = " ▏▎▍▌▋▊▉";

  private Bars() {}

  /**
   * A bar of eighths of characters, padded with blanks.
   *
   * @param share 0 to 1; NaN: nothing
   */
  static String of(double share) {
    double clamped = share > 0 ? Math.min(1, share) : 0;
    int eighths = (int) Math.round(clamped * WIDTH * PARTS.length());
    String full = "█".repeat(eighths / PARTS.length());
    int rest = eighths % PARTS.length();
    String bar = rest == 0 ? full : full + PARTS.charAt(rest);
    return bar + " ".repeat(WIDTH - bar.length());
  }
}
