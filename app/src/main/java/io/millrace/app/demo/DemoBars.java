package io.millrace.app.demo;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Two progress bars on standard error: results written, matches scored. */
final class DemoBars implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 200;
  private final ProgressBar results;
  private final ProgressBar scores;

  DemoBars(long wantedResults, long matches) {
    results = bar("fields enriched", wantedResults);
    scores = bar("matches scored ", matches);
  }

  private static ProgressBar bar(String name, long most) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .build();
  }

  void show(long writtenResults, long scoredMatches) {
    results.stepTo(writtenResults);
    scores.stepTo(scoredMatches);
  }

  @Override
  public void close() {
    results.close();
    scores.close();
  }
}
