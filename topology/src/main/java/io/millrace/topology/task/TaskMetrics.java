package io.millrace.topology.task;

/**
 * What tasks count of themselves; every method does nothing unless overridden.
 *
 * <p>Called from many threads, so implementations are threadsafe and quick. A task is named by the
 * column that it fills. Models that are asked through a service of their own count there.
 */
public interface TaskMetrics {
  /** Counts nothing. */
  TaskMetrics NONE = new TaskMetrics() {};

  /** One input was answered or refused for good by what a task computes itself. */
  default void taskCall(String task) {}

  /** An input was answered from the memory of recent answers. */
  default void answerRemembered(String task) {}

  /** An equal input was being answered already. */
  default void answerShared(String task) {}

  /** Only the beginning of an input was read. */
  default void inputTruncated(String task) {}

  /** An attempt ended without an answer. */
  default void taskFailed(String task, String reason) {}
}
