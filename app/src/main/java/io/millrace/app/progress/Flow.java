package io.millrace.app.progress;

import io.millrace.app.progress.FittedLine.Point;
import io.millrace.app.progress.LagHistory.Sample;
import io.millrace.app.progress.LagHistory.StageSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What passes a part of the pipeline: what waits there, what has come, and so what was done, for
 * that is what has come and does not wait. What still comes in does not hide what is done.
 *
 * @param waiting records, oldest reading first
 * @param done the same readings; counted from an arbitrary beginning
 * @param arrived the same readings
 */
record Flow(List<Point> waiting, List<Point> done, List<Point> arrived) {
  private static final double MILLIS = 1_000;

  /**
   * A flow through stages.
   *
   * @param readings oldest first
   * @param waits what waits in one of them
   * @param arrives what has come in one of them
   */
  static Flow of(
      List<Sample> readings, ToDoubleFunction<Sample> waits, ToDoubleFunction<Sample> arrives) {
    List<Point> waiting = new ArrayList<>();
    List<Point> done = new ArrayList<>();
    List<Point> arrived = new ArrayList<>();
    for (Sample reading : readings) {
      double nowWaiting = waits.applyAsDouble(reading);
      double nowArrived = arrives.applyAsDouble(reading);
      waiting.add(new Point(reading.at(), nowWaiting));
      done.add(new Point(reading.at(), nowArrived - nowWaiting));
      arrived.add(new Point(reading.at(), nowArrived));
    }
    return new Flow(waiting, done, arrived);
  }

  /** A stage's value in a reading; 0 where the plan has no such stage. */
  static double value(Sample reading, String stage, ToDoubleFunction<StageSample> value) {
    StageSample sample = reading.stages().get(stage);
    return sample == null ? 0 : value.applyAsDouble(sample);
  }

  double waitingNow() {
    return waiting.get(waiting.size() - 1).value();
  }

  /** Change of what waits, a second. */
  double waitingPerSecond() {
    return FittedLine.through(waiting).slope();
  }

  /**
   * Records done a second, since the first reading after which any was: what stood still before
   * says nothing of the time after.
   */
  double donePerSecond() {
    return Math.max(0, FittedLine.through(done.subList(firstProgress(), done.size())).slope());
  }

  /** Records that came a second, in the last so many milliseconds. */
  double arrivedPerSecond(long overMillis) {
    Point last = arrived.get(arrived.size() - 1);
    Point first =
        arrived.stream().filter(p -> p.at() >= last.at() - overMillis).findFirst().orElse(last);
    double seconds = (last.at() - first.at()) / MILLIS;
    return seconds == 0 ? 0 : (last.value() - first.value()) / seconds;
  }

  /** Records that came in all readings. */
  double arrivedInAll() {
    return rise(arrived);
  }

  /** Records that were done in all readings. */
  double doneInAll() {
    return rise(done);
  }

  private static double rise(List<Point> points) {
    return points.get(points.size() - 1).value() - points.get(0).value();
  }

  private int firstProgress() {
    for (int index = 1; index < done.size(); index++) {
      if (done.get(index).value() > done.get(index - 1).value()) {
        return index - 1;
      }
    }
    return 0;
  }
}
