package io.millrace.inference;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was counted, as lines. */
final class RecordingMetrics implements ModelMetrics {
  final List<String> counted = new CopyOnWriteArrayList<>();

  @Override
  public void modelCall(String task) {
    counted.add("call " + task);
  }

  @Override
  public void request(RequestReport report) {
    counted.add("request " + report.inputs());
  }

  @Override
  public void cacheHit(String task, CacheTier tier) {
    counted.add("hit " + task);
  }

  @Override
  public void sharedInFlight(String task) {
    counted.add("shared " + task);
  }

  @Override
  public void truncated(String task) {
    counted.add("truncated " + task);
  }

  @Override
  public void failed(String task, String reason) {
    counted.add("failed " + task + " " + reason);
  }
}
