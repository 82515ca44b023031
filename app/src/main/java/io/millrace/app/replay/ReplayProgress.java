package io.millrace.app.replay;

/** Is told how far a replay is; on the thread that runs it. */
@FunctionalInterface
public interface ReplayProgress {
  /**
   * Called after each batch and while one is waited for.
   *
   * @param done rows that were handed out and have nothing open
   * @param total rows of the replay as they were counted at its beginning
   */
  void show(long done, long total);
}
