package io.millrace.app.pairs;

import io.millrace.matching.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws a curve for a terminal: score over cosine, and below how related and unrelated pairs are
 * spread over the same axis.
 */
final class CurvePicture {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 10;
  private static final String DENSITY = " ▁▂▃▄▅▆▇█";

  private final double low;
  private final double high;

  private CurvePicture(double low, double high) {
    this.low = low;
    this.high = high;
  }

  static List<String> of(Calibration calibration, double[] related, double[] unrelated) {
    double low = Math.min(min(related), min(unrelated));
    double high = Math.max(max(related), max(unrelated));
    // A little air, and no axis of no length.
    return new CurvePicture(low - 0.02, high + 0.02).lines(calibration, related, unrelated);
  }

  private static double min(double[] figures) {
    return Arrays.stream(figures).min().orElse(0);
  }

  private static double max(double[] figures) {
    return Arrays.stream(figures).max().orElse(1);
  }

  private List<String> lines(Calibration calibration, double[] related, double[] unrelated) {
    List<String> lines = new ArrayList<>();
    for (int score = HEIGHT; score >= 0; score--) {
      lines.add("%10d │%s".formatted(score, curve(calibration, score)));
    }
    lines.add("%10s └%s".formatted("", "─".repeat(WIDTH)));
    lines.add("%10s  %s".formatted("related", density(related)));
    lines.add("%10s  %s".formatted("unrelated", density(unrelated)));
    String right = String.format(Locale.ROOT, "%.2f", high);
    lines.add(
        String.format(
            Locale.ROOT, "%10s  %-" + (WIDTH - right.length()) + ".2f%s", "cosine", low, right));
    return lines;
  }

  private String curve(Calibration calibration, int score) {
    StringBuilder line = new StringBuilder(WIDTH);
    for (int column = 0; column < WIDTH; column++) {
      double cosine = low + (column + 0.5) * (high - low) / WIDTH;
      line.append(Math.round(calibration.score(cosine)) == score ? '•' : ' ');
    }
    return line.toString();
  }

  private String density(double[] figures) {
    int[] counts = new int[WIDTH];
    for (double figure : figures) {
      counts[(int) Math.min(WIDTH - 1, (figure - low) / (high - low) * WIDTH)]++;
    }
    int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    StringBuilder line = new StringBuilder(WIDTH);
    for (int count : counts) {
      line.append(DENSITY.charAt((int) Math.ceil((double) count / most * (DENSITY.length() - 1))));
    }
    return line.toString();
  }
}
