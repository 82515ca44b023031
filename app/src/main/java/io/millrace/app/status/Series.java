package io.millrace.app.status;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last hour in steps of five seconds, for charts; at most 720 of them. Threadsafe. */
final class Series {
  private static final long STEP_MILLIS = 5_000;
  private static final int STEPS = 720;

  private final Deque<Step> steps = new ArrayDeque<>();

  /**
   * What is known at one moment.
   *
   * @param at milliseconds since 1970
   * @param behindSeconds how far behind the pipeline is
   * @param typicalSeconds median freshness of what was written in the last minute; null: nothing
   *     was
   * @param slowSeconds 99th percentile of the same
   * @param rows written since the process started
   * @param calls of models since the process started
   */
  record Moment(
      long at,
      double behindSeconds,
      @Nullable Double typicalSeconds,
      @Nullable Double slowSeconds,
      double rows,
      double calls) {}

  private record Step(Moment first, Moment last, double mostBehind) {
    long start() {
      return first.at() - first.at() % STEP_MILLIS;
    }
  }

  /** Adds a moment that is younger than all others. */
  synchronized void add(Moment moment) {
    Step last = steps.peekLast();
    if (last != null && moment.at() < last.start() + STEP_MILLIS) {
      steps.removeLast();
      steps.addLast(
          new Step(last.first(), moment, Math.max(last.mostBehind(), moment.behindSeconds())));
    } else {
      Moment before = last == null ? moment : last.last();
      Moment first = new Moment(moment.at(), 0, null, null, before.rows(), before.calls());
      steps.addLast(new Step(first, moment, moment.behindSeconds()));
    }
    while (steps.size() > STEPS) {
      steps.removeFirst();
    }
  }

  /**
   * The columns of a chart.
   *
   * @param since leaves out steps that began before; milliseconds since 1970
   */
  synchronized Map<String, Object> document(long since) {
    List<Step> shown = steps.stream().filter(step -> step.start() >= since).toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("step_seconds", STEP_MILLIS / 1_000);
    document.put("at", column(shown, Step::start));
    document.put("behind_seconds", column(shown, Step::mostBehind));
    document.put("fresh_p50_seconds", column(shown, step -> step.last().typicalSeconds()));
    document.put("fresh_p99_seconds", column(shown, step -> step.last().slowSeconds()));
    document.put("rows_written", column(shown, step -> step.last().rows() - step.first().rows()));
    document.put("model_calls", column(shown, step -> step.last().calls() - step.first().calls()));
    return document;
  }

  private static List<@Nullable Object> column(
      Collection<Step> steps, Function<Step, @Nullable Object> value) {
    java.util.ArrayList<@Nullable Object> column = new java.util.ArrayList<>();
    steps.forEach(step -> column.add(value.apply(step)));
    return column;
  }
}
