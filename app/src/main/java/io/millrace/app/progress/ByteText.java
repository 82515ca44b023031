package io.millrace.app.progress;

import java.util.Locale;

/** Sizes for people. */
public final class ByteText {
  private static final double STEP = 1024;
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

  private ByteText() {}

  /** A size with its unit, such as 12.5 MB; steps are of 1024, as PostgreSQL's are. */
  public static String of(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= STEP && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}
