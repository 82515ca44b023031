package io.millrace.app.replay;

import io.millrace.app.rereads.RowRequests;
import io.millrace.connectors.ReplayLog;
import io.millrace.connectors.ReplayRows;
import io.millrace.schemas.ReplayOrder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for the rows of a replay, batch after batch. Not threadsafe. */
final class ReplayRun {
  private final RowRequests requests;
  private final ReplayGate gate;
  private final ReplayLog log;
  private final ReplayPace pace;
  private final ReplaySpeed speed;

  ReplayRun(
      RowRequests requests, ReplayGate gate, ReplayLog log, ReplayPace pace, ReplaySpeed speed) {
    this.requests = requests;
    this.gate = gate;
    this.log = log;
    this.pace = pace;
    this.speed = speed;
  }

  /** What is asked for of the rows of a table. */
  @FunctionalInterface
  interface Orders {
    ReplayOrder of(ReplayTarget target);
  }

  /**
   * Asks for what is left; returns when few of it wait.
   *
   * @param entry where it goes on
   * @return how many rows were asked for, those before it was interrupted included
   */
  long run(
      Map<ReplayTarget, ReplayRows> tables,
      Orders orders,
      ReplayLog.Entry entry,
      long total,
      ReplayProgress progress)
      throws SQLException {
    long asked = entry.asked();
    boolean isAhead = tables.keySet().stream().noneMatch(target -> isLast(target, entry));
    for (Map.Entry<ReplayTarget, ReplayRows> table : tables.entrySet()) {
      boolean isLast = isLast(table.getKey(), entry);
      isAhead |= isLast;
      if (isAhead) {
        @Nullable String after = isLast ? entry.lastKey() : null;
        ReplayOrder order = orders.of(table.getKey());
        asked =
            run(table.getKey(), table.getValue(), order, after, new Count(asked, total), progress);
      }
    }
    return asked;
  }

  private static boolean isLast(ReplayTarget target, ReplayLog.Entry entry) {
    return target.table().name().equals(entry.table());
  }

  /** Rows that were asked for, of how many. */
  private record Count(long asked, long total) {}

  private long run(
      ReplayTarget target,
      ReplayRows rows,
      ReplayOrder order,
      @Nullable String after,
      Count count,
      ReplayProgress progress)
      throws SQLException {
    long asked = count.asked();
    @Nullable String last = after;
    List<String> keys = rows.next(last, speed.batchSize());
    while (!keys.isEmpty()) {
      requests.replay(keys.stream().map(key -> Replay.address(target, key)).toList(), order);
      asked += keys.size();
      last = keys.get(keys.size() - 1);
      // After the batch: one that is asked for twice is harmless.
      log.advance(target.table().name(), last, asked);
      long now = asked;
      gate.await(
          speed.batchSize(),
          open -> progress.show(Math.max(0, now - open), Math.max(now, count.total())));
      pace.await(keys.size());
      keys = rows.next(last, speed.batchSize());
    }
    return asked;
  }
}
