package io.millrace.topology.task;

import io.millrace.inference.Priority;
import java.util.concurrent.RejectedExecutionException;

/** Where tasks compute; threadsafe. */
public interface TaskExecutor extends AutoCloseable {
  /**
   * Runs a job, which must not throw.
   *
   * @throws RejectedExecutionException after {@link #close}
   */
  void execute(Priority priority, Runnable work);

  /** Drops what waits; a job that runs ends by itself. */
  @Override
  void close();
}
