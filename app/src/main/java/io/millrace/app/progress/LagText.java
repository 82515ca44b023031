package io.millrace.app.progress;

import io.millrace.app.pause.PauseText;
import io.millrace.app.progress.LagReport.StageLag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A reading of the lag as a table for people. */
public final class LagText {
  private static final String HEAD = "%-8s %9s %9s %10s %10s %9s  %-8s";
  private static final String ROW = "%-8s %9.1f %9d %10s %10.1f %9s  %-8s";

  private LagText() {}

  /**
   * The table.
   *
   * @param sparklines by the name of a stage, put at the end of its line; may be empty
   */
  public static String of(TrackedLag lag, Map<String, String> sparklines, boolean withPartitions) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(HEAD, "stage", "seconds", "records", "trend", "records/s", "drained", "state")
            + (sparklines.isEmpty() ? "" : "  last minute, seconds"));
    for (StageLag stage : lag.report().stages()) {
      lines.add(row(stage, lag.trend(stage.stage())) + tail(sparklines.get(stage.stage())));
    }
    lag.report().stages().forEach(stage -> notes(stage).forEach(lines::add));
    if (withPartitions) {
      lag.report().stages().forEach(stage -> partitions(stage, lag.report().at(), lines));
    }
    lag.report().warnings().forEach(warning -> lines.add("! " + warning));
    lines.add(sum(lag));
    return lines.stream()
        .map(String::stripTrailing)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String row(StageLag stage, StageTrend trend) {
    return line(
        ROW,
        stage.stage(),
        stage.seconds(),
        stage.records(),
        trend.trend().label(),
        trend.recordsPerSecond() + 0.0,
        stage.isEmpty() ? "" : in(trend.drainSeconds()),
        stage.word());
  }

  private static String tail(@Nullable String sparkline) {
    return sparkline == null ? "" : "  " + sparkline;
  }

  private static String in(@Nullable Double drainSeconds) {
    return drainSeconds == null ? "?" : TimeText.of(drainSeconds);
  }

  private static List<String> notes(StageLag stage) {
    List<String> notes = new ArrayList<>();
    stage
        .detail()
        .slot()
        .ifPresent(
            slot ->
                notes.add(
                    "slot: "
                        + ByteText.of(slot.retainedBytes())
                        + " of log kept ("
                        + slot.walStatus()
                        + "), "
                        + (slot.headroomBytes() == null
                            ? "no limit"
                            : ByteText.of(slot.headroomBytes()) + " until the limit")));
    stage
        .detail()
        .pause()
        .ifPresent(pause -> notes.add(stage.stage() + ": paused " + PauseText.of(pause)));
    if (stage.records() > 0 && !stage.detail().reasons().isEmpty()) {
      StringJoiner reasons = new StringJoiner(", ", stage.stage() + ": ", "");
      stage
          .detail()
          .reasons()
          .forEach(
              (reason, count) -> {
                if (count > 0) {
                  reasons.add(count + " " + reason.replace('_', ' '));
                }
              });
      notes.add(reasons.toString());
    }
    if (stage.detail().withoutCommit() > 0) {
      notes.add(
          stage.stage() + ": no commit yet in " + stage.detail().withoutCommit() + " partitions");
    }
    return notes;
  }

  private static void partitions(StageLag stage, long now, List<String> lines) {
    for (PartitionLag partition : stage.detail().partitions()) {
      lines.add(
          line(
              "  %-6s %9.1f %9d  %s/%d%s",
              stage.stage(),
              partition.backlog().seconds(now),
              partition.backlog().records(),
              partition.source(),
              partition.partition(),
              partition.isWithoutCommit() ? "  no commit yet" : ""));
    }
  }

  private static String sum(TrackedLag lag) {
    String behind = line("behind by %.1f s", lag.report().behindSeconds());
    if (lag.report().isEmpty()) {
      return behind;
    }
    Double drain = lag.drainSeconds();
    return behind + (drain == null ? ", not shrinking" : ", drained in " + TimeText.of(drain));
  }

  private static String line(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
