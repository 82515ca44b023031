package io.millrace.app.progress;

import io.millrace.app.progress.LagReport.StageLag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reading of the lag, and where it is going.
 *
 * @param trends by the name of a stage
 * @param drainSeconds until nothing waits anywhere, if it goes on so; null: it does not shrink
 */
public record TrackedLag(
    LagReport report, Map<String, StageTrend> trends, @Nullable Double drainSeconds) {
  /** The latest reading of a history. */
  static TrackedLag of(LagReport report, LagHistory history) {
    Map<String, StageTrend> trends = new LinkedHashMap<>();
    report.stages().forEach(lag -> trends.put(lag.stage(), history.trend(lag.stage())));
    return new TrackedLag(report, trends, history.drainSeconds());
  }

  StageTrend trend(String stage) {
    return trends.getOrDefault(stage, StageTrend.IDLE);
  }

  /**
   * The shape of {@code lag --json}.
   *
   * @param withPartitions whether each stage lists its partitions
   */
  public Map<String, Object> document(boolean withPartitions) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at", report.at());
    document.put("behind_seconds", report.behindSeconds());
    document.put("drain_seconds", drainSeconds);
    List<Map<String, Object>> stages = new ArrayList<>();
    for (StageLag lag : report.stages()) {
      Map<String, Object> stage = new LinkedHashMap<>(lag.document());
      stage.putAll(trend(lag.stage()).document());
      stage.putAll(lag.detail().document());
      if (withPartitions) {
        stage.put("partitions", lag.detail().partitionDocuments(report.at()));
      }
      stages.add(stage);
    }
    document.put("stages", stages);
    document.put("warnings", report.warnings());
    return document;
  }
}
