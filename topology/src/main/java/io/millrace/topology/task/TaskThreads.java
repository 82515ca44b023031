package io.millrace.topology.task;

import io.millrace.inference.Priority;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few threads for what tasks compute themselves, so that no stream thread and no model's thread
 * does it. Fresh jobs go first; a job of the backlog is overtaken by at most {@value #HEAD_START}
 * fresh ones that came after it (invariant 7). What waits is bounded by the callers. Threadsafe.
 */
public final class TaskThreads implements TaskExecutor {
  private static final long HEAD_START = 200;

  private final AtomicLong sequence = new AtomicLong();
  private final ThreadPoolExecutor threads;

  /**
   * @param count of threads, from 1
   */
  public TaskThreads(int count) {
    threads =
        new ThreadPoolExecutor(
            count, count, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), TaskThreads::thread);
  }

  /** Half of the processors, at most four: the rest belongs to models and streams. */
  public static TaskThreads standard() {
    return new TaskThreads(
        Math.min(4, Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-tasks");
    thread.setDaemon(true);
    return thread;
  }

  private record Job(long turn, long number, Runnable work) implements Runnable, Comparable<Job> {
    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(Job other) {
      int byTurn = Long.compare(turn, other.turn);
      return byTurn != 0 ? byTurn : Long.compare(number, other.number);
    }
  }

  @Override
  public void execute(Priority priority, Runnable work) {
    long number = sequence.getAndIncrement();
    long turn = priority.isFresh() ? number : number + HEAD_START;
    threads.execute(new Job(turn, number, work));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
