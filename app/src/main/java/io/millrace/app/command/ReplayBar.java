package io.millrace.app.command;

import io.millrace.app.replay.ReplayProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, with the time that is left. */
final class ReplayBar implements ReplayProgress, AutoCloseable {
  private static final int INTERVAL_MILLIS = 200;

  private final ProgressBar rows =
      new ProgressBarBuilder()
          .setTaskName("rows")
          .setInitialMax(-1)
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(INTERVAL_MILLIS)
          .build();

  @Override
  public void show(long done, long total) {
    rows.maxHint(total);
    rows.stepTo(done);
  }

  @Override
  public void close() {
    rows.close();
  }
}
