package io.millrace.app.progress;

import io.millrace.app.progress.PipelineStages.Stage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far behind each stage is.
 *
 * @param stages in the order in which a change passes them
 */
public record LagReport(List<StageLag> stages) {
  /** The stages that a report names, in order. */
  private static final List<String> NAMES =
      List.of("slot", "capture", "rows", "work", "model", "score", "sink");

  /** Whether a stage works. */
  public enum State {
    OK,
    UNKNOWN,
    STOPPED
  }

  /**
   * One stage.
   *
   * @param seconds age of the oldest thing that waits; 0: nothing does; never negative
   * @param records how many wait; for the slot, bytes of log are not records and it is 0
   */
  public record StageLag(String stage, double seconds, long records, State state) {
    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("stage", stage);
      document.put("seconds", seconds);
      document.put("records", records);
      document.put("state", state.name().toLowerCase(Locale.ROOT));
      return document;
    }
  }

  /** Which processes run. */
  public enum Worker {
    CAPTURE,
    STREAMS,
    SINK
  }

  /**
   * Reads the stages between Kafka and the row.
   *
   * @param running whether each process runs
   */
  static List<StageLag> read(
      StageProgress progress, List<Stage> stages, Map<Worker, Boolean> running, Clock clock) {
    Map<String, Backlog> backlogs = new LinkedHashMap<>();
    for (Stage stage : stages) {
      backlogs.merge(stage.name(), progress.backlog(stage), Backlog::plus);
    }
    List<StageLag> lags = new ArrayList<>();
    backlogs.forEach(
        (name, backlog) -> {
          Worker process = name.equals("sink") ? Worker.SINK : Worker.STREAMS;
          boolean isRunning = running.getOrDefault(process, false);
          lags.add(lag(name, backlog, isRunning, clock));
        });
    return lags;
  }

  private static StageLag lag(String name, Backlog backlog, boolean isRunning, Clock clock) {
    double seconds =
        backlog.isEmpty() ? 0 : Math.max(0, clock.millis() - backlog.oldestAt()) / 1_000.0;
    return new StageLag(name, seconds, backlog.records(), isRunning ? State.OK : State.STOPPED);
  }

  /** The whole report: slot and capture before the stages behind them. */
  static LagReport of(List<StageLag> lags) {
    List<StageLag> ordered = new ArrayList<>();
    for (String name : NAMES) {
      lags.stream().filter(lag -> lag.stage().equals(name)).forEach(ordered::add);
    }
    return new LagReport(List.copyOf(ordered));
  }

  /** The greatest of the stages' seconds. */
  public double behindSeconds() {
    return stages.stream().mapToDouble(StageLag::seconds).max().orElse(0);
  }

  /** The shape of {@code lag --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("behind_seconds", behindSeconds());
    document.put("stages", stages.stream().map(StageLag::document).toList());
    return document;
  }

  /** The report as a table for people. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            String.format("%-8s %10s %9s  %s%n", "stage", "seconds", "records", "state"));
    for (StageLag lag : stages) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s %10.1f %9d  %s%n",
              lag.stage(),
              lag.seconds(),
              lag.records(),
              lag.state().name().toLowerCase(Locale.ROOT)));
    }
    return text.append(String.format(Locale.ROOT, "behind by %.1f s", behindSeconds())).toString();
  }
}
