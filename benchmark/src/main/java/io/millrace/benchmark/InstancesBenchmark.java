package io.millrace.benchmark;

import io.millrace.modelserver.ModelServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Prints rows a second of one, two and four instances of the applications beside a model that
 * answers in 50 ms, however many ask. Each instance has so many calls under way as it is told, so
 * what limits them is the model: twice the instances should do twice the rows for as long as the
 * machine has processors left, whose use is printed too.
 */
public final class InstancesBenchmark {
  private static final Duration ANSWER = Duration.ofMillis(50);
  private static final int WARM_UP_ROWS = 400;
  private static final long POLL_MILLIS = 20;
  private static final double NANOS = 1e9;

  private InstancesBenchmark() {}

  /**
   * Arguments: rows, 3000 unless given; calls under way of each instance, 4 unless given; numbers
   * of instances, 1 2 4 unless given.
   */
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000;
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    List<Integer> counts =
        arguments.length > 2
            ? Arrays.stream(arguments).skip(2).map(Integer::valueOf).toList()
            : List.of(1, 2, 4);
    System.out.println(Target.machine());
    try (ModelServer model = ModelServer.start();
        OwnParts parts = OwnParts.start(model.url())) {
      model.answerAfter(ANSWER);
      double first = 0;
      for (int count : counts) {
        double rate = pass(parts, count, calls, rows);
        first = first == 0 ? rate : first;
        System.out.printf(Locale.ROOT, "  %.2f times the first%n", rate / first);
      }
    }
  }

  private static double pass(OwnParts parts, int count, int calls, int rows) throws Exception {
    try (RunInstances instances =
            RunInstances.start(parts, count, new RunInstances.Each(calls, 1, 0));
        Connection connection = parts.connect()) {
      fill(parts, connection, WARM_UP_ROWS);
      Duration before = instances.processorTime();
      ProcessorTime others = ProcessorTime.of(parts.stack());
      long begun = System.nanoTime();
      fill(parts, connection, rows);
      double seconds = (System.nanoTime() - begun) / NANOS;
      System.out.printf(
          Locale.ROOT,
          "%d instances, %d calls under way each: %d rows in %.1f s, %.0f rows/s%n"
              + "  processor ms a row: instances %.2f, %s; %.2f processors busy of %d%n"
              + "  calls by instance: %s%n",
          count,
          calls,
          rows,
          seconds,
          rows / seconds,
          instances.processorTime().minus(before).toMillis() / (double) rows,
          ProcessorTime.of(parts.stack()).perText(others, rows),
          (instances.processorTime().minus(before).toMillis()
                  + ProcessorTime.of(parts.stack()).millisSince(others))
              / 1_000.0
              / seconds,
          Runtime.getRuntime().availableProcessors(),
          instances.calls());
      return rows / seconds;
    }
  }

  /** Inserts rows in one transaction and returns when all have their vector. */
  private static void fill(OwnParts parts, Connection connection, int rows) throws Exception {
    long target = (long) Target.number(connection, OwnParts.WRITTEN) + rows;
    parts.insert(connection, rows);
    while (Target.number(connection, OwnParts.WRITTEN) < target) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
