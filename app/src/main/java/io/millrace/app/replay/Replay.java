package io.millrace.app.replay;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.PipelineWaits;
import io.millrace.app.rereads.RowAddress;
import io.millrace.app.rereads.RowRequests;
import io.millrace.connectors.PreparationException;
import io.millrace.connectors.ReplayLog;
import io.millrace.connectors.ReplayRows;
import io.millrace.schemas.ReplayOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has rows handed out again to the active generation, batch after batch, as backlog behind present
 * edits. Each is compared with what is remembered of it: only what is of another task version, too
 * old or failed, as the request says, is computed. Where it stands is in the database, so that the
 * same request goes on where it was interrupted. Not threadsafe.
 */
public final class Replay {
  private static final Duration LAST_LOOK = Duration.ofSeconds(2);

  private final Installation installation;
  private final PlannedGeneration generation;
  private final ReplayRequest request;
  private final List<ReplayTarget> targets;
  private final Clock clock;

  /**
   * @throws UserException if the plan has no table for the request
   */
  public Replay(Installation installation, ReplayRequest request, Clock clock) {
    this.installation = installation;
    this.generation = PlannedGeneration.active(installation);
    this.request = request;
    this.targets = ReplayTarget.of(generation.plan(), request);
    this.clock = clock;
  }

  /** What is done with a connection to the database. */
  @FunctionalInterface
  private interface Step<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * What a replay would cost; nothing is changed.
   *
   * @throws UserException if the filter is no condition on a row; it says why
   */
  public ReplayEstimate estimate(ReplayRates given) {
    return connected(
        connection ->
            new ReplayEstimates(installation, generation, request, targets, connection)
                .estimate(given, request.computedBefore(clock.instant())));
  }

  /** The replay of this generation that was begun and is not through; empty: there is none. */
  public Optional<ReplayLog.Entry> unfinished() {
    return connected(connection -> log(connection).open());
  }

  /** Gives up a replay that was begun; what was handed out is computed all the same. */
  public void forget() {
    connected(
        connection -> {
          log(connection).end();
          return true;
        });
  }

  /**
   * Replays, or goes on with the same request; returns when all of it is written.
   *
   * @param speed how fast
   * @throws UserException if another replay is not through, or the pipeline does not run
   */
  public ReplayResult run(ReplaySpeed speed, ReplayProgress progress) {
    return connected(
        connection -> {
          ReplayLog log = log(connection);
          Optional<ReplayLog.Entry> before = log.open();
          refuseOther(before);
          try (RowRequests requests = RowRequests.open(installation);
              ReplayGate gate = ReplayGate.of(installation, generation)) {
            ReplayLog.Entry entry =
                before.isPresent()
                    ? before.get()
                    : log.begin(request.words(), request.computedBefore(clock.instant()));
            ReplayRun run =
                new ReplayRun(
                    requests, gate, log, new ReplayPace(speed.rowsPerSecond(), clock), speed);
            Map<ReplayTarget, ReplayRows> rows =
                new ReplaySelections(
                        installation,
                        connection,
                        request,
                        generation.number(),
                        entry.computedBefore())
                    .rows(targets);
            long total = ReplaySelections.count(rows);
            log.expect(total);
            long asked = run.run(rows, orders(entry), entry, total, progress);
            awaitWritten();
            progress.show(asked, Math.max(asked, total));
            log.end();
            return new ReplayResult(asked, before.isPresent());
          }
        });
  }

  private void refuseOther(Optional<ReplayLog.Entry> before) {
    before
        .map(ReplayLog.Entry::request)
        .filter(words -> !words.equals(request.words()))
        .ifPresent(
            words -> {
              throw UserException.failure(
                  "A replay of '"
                      + words
                      + "' is not through; run it again, or give it up with 'millrace replay"
                      + " --forget'.");
            });
  }

  private ReplayRun.Orders orders(ReplayLog.Entry entry) {
    return target ->
        new ReplayOrder(
            generation.number(), target.columns(), entry.computedBefore(), request.isOfFailures());
  }

  /** Edits go on meanwhile: what was committed before each look counts. */
  private void awaitWritten() {
    while (PipelineWaits.await(installation, generation, LAST_LOOK).isPresent()) {
      Thread.onSpinWait();
    }
  }

  private ReplayLog log(Connection connection) {
    return new ReplayLog(connection, installation.names(), generation.number());
  }

  static RowAddress address(ReplayTarget target, String key) {
    return new RowAddress(target.table().name(), key);
  }

  private <T> T connected(Step<T> step) {
    try (Connection connection = installation.connect()) {
      return step.run(connection);
    } catch (PreparationException e) {
      throw UserException.usage(String.join("; ", e.problems()) + ".");
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }
}
