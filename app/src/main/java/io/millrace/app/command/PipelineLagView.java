package io.millrace.app.command;

import io.millrace.app.progress.LagHistory;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagText;
import io.millrace.app.progress.LagTracker;
import io.millrace.app.progress.Sparkline;
import io.millrace.app.progress.TimeText;
import io.millrace.app.progress.TrackedLag;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pipeline's lag. */
final class PipelineLagView implements LagView {
  /** What sparklines show. */
  static final Duration KEPT = Duration.ofMinutes(1);

  private final LagTracker tracker;
  private final boolean hasPartitions;

  /**
   * @param tracker is closed with this
   */
  PipelineLagView(LagTracker tracker, boolean hasPartitions) {
    this.tracker = tracker;
    this.hasPartitions = hasPartitions;
  }

  @Override
  public Reading read() {
    return new PipelineReading(tracker.read(), tracker.history(), hasPartitions);
  }

  @Override
  public void close() {
    tracker.close();
  }

  private record PipelineReading(TrackedLag lag, LagHistory history, boolean hasPartitions)
      implements Reading {
    @Override
    public double behindSeconds() {
      return lag.report().behindSeconds();
    }

    @Override
    public boolean isEmpty() {
      return lag.report().isEmpty();
    }

    @Override
    public Map<String, Object> document() {
      return lag.document(hasPartitions);
    }

    @Override
    public String text(boolean hasBlocks, boolean isWatched) {
      return LagText.of(
          lag, isWatched ? sparklines(Sparkline.of(hasBlocks)) : Map.of(), hasPartitions);
    }

    private Map<String, String> sparklines(Sparkline sparkline) {
      Map<String, String> lines = new LinkedHashMap<>();
      for (StageLag stage : lag.report().stages()) {
        lines.put(stage.stage(), sparkline.draw(seconds(stage.stage())));
      }
      return lines;
    }

    private List<Double> seconds(String stage) {
      return history.samples().stream()
          .map(sample -> sample.stages().get(stage))
          .map(of -> of == null ? 0.0 : of.seconds())
          .toList();
    }

    @Override
    public String line() {
      StringBuilder line = new StringBuilder();
      line.append(Instant.ofEpochMilli(lag.report().at()).truncatedTo(ChronoUnit.SECONDS));
      line.append(String.format(Locale.ROOT, "  behind %.1f s", behindSeconds()));
      Double drain = lag.drainSeconds();
      if (!isEmpty() && drain != null) {
        line.append(", drained in ").append(TimeText.of(drain));
      }
      for (StageLag stage : lag.report().stages()) {
        String state = stage.word().equals("ok") ? "" : " " + stage.word();
        if (!stage.isEmpty() || !state.isEmpty()) {
          line.append(
              String.format(
                  Locale.ROOT,
                  "; %s%s %.1f s, %d",
                  stage.stage(),
                  state,
                  stage.seconds(),
                  stage.records()));
        }
      }
      return line.toString();
    }
  }
}
