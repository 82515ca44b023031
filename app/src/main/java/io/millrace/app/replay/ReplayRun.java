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
    for (Map.Entry<ReplayTarget, ReplayRows> table : tables.entrySet()) {
      ReplayTarget target = table.getKey();
      ReplayOrder order = orders.of(target);
      @Nullable String last =
          target.table().name().equals(entry.table()) ? entry.lastKey() : null;
      List<String> keys = table.getValue().next(last, speed.batchSize());
      while (!keys.isEmpty()) {
        requests.replay(keys.stream().map(key -> Replay.address(target, key)).toList(), order);
        asked += keys.size();
        last = keys.get(keys.size() - 1);
        // After the batch: one that is asked for twice is harmless.
        log.advance(target.table().name(), last, asked);
        long now = asked;
        gate.await(
            speed.batchSize(), open -> progress.show(Math.max(0, now - open), Math.max(now, total)));
        pace.await(keys.size());
        keys = table.getValue().next(last, speed.batchSize());
      }
    }
    return asked;
  }
}
