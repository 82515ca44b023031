package io.millrace.app.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far behind each stage is.
 *
 * @param at when it was read, milliseconds since 1970
 * @param stages in the order in which a change passes them
 * @param warnings sentences for people: what will be lost, or is
 */
public record LagReport(long at, List<StageLag> stages, List<String> warnings) {
  /** The stages that a report names, in order. */
  public static final List<String> NAMES =
      List.of("slot", "capture", "rows", "work", "model", "score", "sink");

  /** Copies the lists. */
  public LagReport {
    stages = List.copyOf(stages);
    warnings = List.copyOf(warnings);
  }

  /** Whether a stage works. */
  public enum State {
    OK,
    UNKNOWN,
    STOPPED;

    /** The word in {@code lag --json}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One stage.
   *
   * @param seconds age of the oldest thing that waits; 0: nothing does; never negative. It goes on
   *     rising while the stage is stopped
   * @param records how many wait; for slot and capture, bytes of log are not records and it is 0
   */
  public record StageLag(
      String stage, double seconds, long records, State state, StageDetail detail) {
    /** A stage of which no more is known. */
    public StageLag(String stage, double seconds, long records, State state) {
      this(stage, seconds, records, state, StageDetail.NONE);
    }

    /** Whether nothing waits, as far as is known. */
    public boolean isEmpty() {
      return seconds == 0 && records == 0;
    }

    /** One word for people: whether it works, or was paused. */
    public String word() {
      return detail.pause().isPresent() ? "paused" : state.label();
    }

    Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("stage", stage);
      document.put("seconds", seconds);
      document.put("records", records);
      document.put("state", state.label());
      return document;
    }
  }

  /** The whole report: slot and capture before the stages behind them. */
  static LagReport of(long at, List<StageLag> lags, List<String> warnings) {
    List<StageLag> ordered = new ArrayList<>();
    for (String name : NAMES) {
      lags.stream().filter(lag -> lag.stage().equals(name)).forEach(ordered::add);
    }
    return new LagReport(at, ordered, warnings);
  }

  /** The greatest of the stages' seconds. */
  public double behindSeconds() {
    return stages.stream().mapToDouble(StageLag::seconds).max().orElse(0);
  }

  /** Whether nothing waits anywhere, as far as is known. */
  public boolean isEmpty() {
    return stages.stream().allMatch(StageLag::isEmpty);
  }
}
