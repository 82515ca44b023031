package io.millrace.app.progress;

import java.util.Locale;

/** Spans of time for people. */
public final class TimeText {
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;
  private static final double DAY = 86_400;

  /** Of a unit; a smaller number of them is told in the next smaller unit. */
  private static final double LEAST = 2;

  private TimeText() {}

  /** A span with its unit: 0.4 s, 75 s, 3 min, 5 h, 4 d. */
  public static String of(double seconds) {
    if (seconds < LEAST * MINUTE) {
      return String.format(Locale.ROOT, seconds < MINUTE ? "%.1f s" : "%.0f s", seconds);
    }
    if (seconds < LEAST * HOUR) {
      return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
    }
    return seconds < LEAST * DAY
        ? String.format(Locale.ROOT, "%.0f h", seconds / HOUR)
        : String.format(Locale.ROOT, "%.0f d", seconds / DAY);
  }
}
