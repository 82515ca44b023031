package io.millrace.app.progress;

import static io.millrace.app.progress.Flow.value;

import io.millrace.app.progress.FittedLine.Point;
import io.millrace.app.progress.LagHistory.Sample;
import io.millrace.app.progress.LagHistory.StageSample;
import io.millrace.app.progress.LagReport.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When nothing will wait any more, if all goes on as in the last readings.
 *
 * <p>A row moves from the change topics to the rows topics to the work table, so the stages {@code
 * rows}, {@code work} and {@code model} are one backlog of rows. What comes after has before it
 * what waits there and what these rows will still hand on, which is the number that came there for
 * each row that was done. The whole is over when the slowest is.
 */
final class DrainEstimate {
  private static final List<String> OF_ROWS = List.of("rows", "work", "model");

  /** What comes in from outside is judged by the last while: a bulk change ends at once. */
  private static final long ARRIVALS_MILLIS = 3_000;

  /** A backlog that is smaller than this part of the largest does not decide when all is done. */
  private static final double MATTERS = 0.1;

  private final List<Sample> readings;
  private final Flow rows;

  /** Something that has to be done; seconds null: nothing says when. */
  private record Rest(double records, @Nullable Double seconds) {}

  private DrainEstimate(List<Sample> readings) {
    this.readings = readings;
    rows =
        Flow.of(
            readings,
            reading ->
                OF_ROWS.stream().mapToDouble(s -> value(reading, s, StageSample::records)).sum(),
            reading -> value(reading, "rows", StageSample::arrived));
  }

  /**
   * Seconds until nothing waits.
   *
   * @param recent oldest first
   * @return null: something does not shrink, or stands still; 0: nothing waits
   */
  static @Nullable Double of(List<Sample> recent) {
    if (recent.isEmpty() || recent.get(recent.size() - 1).isEmpty()) {
      return 0.0;
    }
    if (isStopped(recent.get(recent.size() - 1))) {
      return null;
    }
    List<Sample> known = recent.stream().filter(reading -> !isUnknown(reading)).toList();
    if (known.size() < 2) {
      return null;
    }
    return new DrainEstimate(known).seconds();
  }

  private static boolean isStopped(Sample reading) {
    return reading.stages().values().stream()
        .anyMatch(stage -> stage.state() == State.STOPPED && stage.records() > 0);
  }

  private static boolean isUnknown(Sample reading) {
    return Stream.of("rows", "work", "model", "score", "sink")
        .map(reading.stages()::get)
        .anyMatch(stage -> stage != null && stage.state() == State.UNKNOWN);
  }

  private @Nullable Double seconds() {
    List<Rest> rests = List.of(restOfRows(), restBehind("score"), settling(), restBehind("sink"));
    double largest = rests.stream().mapToDouble(Rest::records).max().orElse(0);
    if (largest == 0) {
      return byAge();
    }
    double longest = 0;
    for (Rest rest : rests) {
      if (rest.records() >= MATTERS * largest) {
        if (rest.seconds() == null) {
          return null;
        }
        longest = Math.max(longest, rest.seconds());
      }
    }
    return longest;
  }

  private Rest restOfRows() {
    double waiting = rows.waitingNow();
    return new Rest(
        waiting, divided(waiting, rows.donePerSecond() - rows.arrivedPerSecond(ARRIVALS_MILLIS)));
  }

  private Rest restBehind(String stage) {
    Flow flow =
        Flow.of(
            readings,
            reading -> value(reading, stage, StageSample::unread),
            reading -> value(reading, stage, StageSample::arrived));
    double forEachRow =
        rows.doneInAll() > 0 ? Math.max(0, flow.arrivedInAll()) / rows.doneInAll() : 0;
    double rest = flow.waitingNow() + forEachRow * rows.waitingNow();
    return new Rest(rest, divided(rest, flow.donePerSecond()));
  }

  /** Matches that settle: how many came is not known, so while rows are done they follow these. */
  private Rest settling() {
    Flow flow =
        Flow.of(readings, reading -> value(reading, "score", StageSample::held), reading -> 0);
    Double alone = divided(flow.waitingNow(), -flow.waitingPerSecond());
    return new Rest(
        flow.waitingNow(), alone == null && rows.waitingNow() > 0 ? restOfRows().seconds() : alone);
  }

  private static @Nullable Double divided(double records, double perSecond) {
    return records == 0 ? Double.valueOf(0) : perSecond <= 0 ? null : records / perSecond;
  }

  /** What waits in the log of PostgreSQL is not counted in records. */
  private @Nullable Double byAge() {
    List<Point> behind = new ArrayList<>();
    readings.forEach(reading -> behind.add(new Point(reading.at(), reading.behindSeconds())));
    return StageTrend.of(List.of(new Point(0, 0)), behind).drainSeconds();
  }
}
