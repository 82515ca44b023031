package io.millrace.topology;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Keeps counts for tests; single-threaded. */
final class CountingMetrics implements PipelineMetrics {
  private final Map<Skip, Integer> skips = new EnumMap<>(Skip.class);
  private final Map<String, Integer> failures = new HashMap<>();
  private int feedbackEvents;
  private int scores;

  @Override
  public void skipped(Skip reason, int count) {
    skips.merge(reason, count, Integer::sum);
  }

  @Override
  public void feedbackEvent() {
    feedbackEvents++;
  }

  @Override
  public void failed(String reason) {
    failures.merge(reason, 1, Integer::sum);
  }

  @Override
  public void scored(int count) {
    scores += count;
  }

  int skips(Skip reason) {
    return skips.getOrDefault(reason, 0);
  }

  int failures(String reason) {
    return failures.getOrDefault(reason, 0);
  }

  int feedbackEvents() {
    return feedbackEvents;
  }

  int scores() {
    return scores;
  }
}
