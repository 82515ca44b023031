package io.millrace.app.progress;

import java.util.List;

/** A line of characters that rises and falls with values. */
public final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-:=+*#";

  private final String levels;

  private Sparkline(String levels) {
    this.levels = levels;
  }

  /**
   * Lines for a terminal.
   *
   * @param hasBlocks whether it shows block characters
   */
  public static Sparkline of(boolean hasBlocks) {
    return new Sparkline(hasBlocks ? BLOCKS : ASCII);
  }

  /** One character for each value; 0 is the lowest, the greatest value the highest. */
  public String draw(List<Double> values) {
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      int level = most == 0 ? 0 : (int) Math.ceil(value / most * (levels.length() - 1));
      line.append(levels.charAt(Math.max(0, level)));
    }
    return line.toString();
  }
}
