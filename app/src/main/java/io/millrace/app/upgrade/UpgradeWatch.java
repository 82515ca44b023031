package io.millrace.app.upgrade;

import io.millrace.app.upgrade.UpgradeStatus.Progress;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generations;
import io.millrace.connectors.PreparationException;
import io.millrace.connectors.ReplayLog;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how far an upgrade or a replay is while somebody watches, on a thread of its own. A look at
 * an upgrade hashes all inputs of the tables, so ten times as long as it took is waited before the
 * next. Threadsafe.
 */
public final class UpgradeWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeWatch.class);
  private static final long WATCHED_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long LEAST_REST_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int REST = 10;
  private static final long POLL_MILLIS = 500;

  private final Database database;
  private final Names names;
  private final EnrichmentPlan plan;
  private final ScheduledExecutorService executor =
      new ScheduledThreadPoolExecutor(1, UpgradeWatch::thread);
  private volatile Look latest = Look.NOTHING;
  private volatile long watchedAt = System.nanoTime() - WATCHED_NANOS;
  // Of the executor's thread alone.
  private long nextAt = System.nanoTime();

  /** Opens connections to the database. */
  @FunctionalInterface
  public interface Database {
    Connection open() throws SQLException;
  }

  /**
   * What was under way at a look.
   *
   * @param upgrade how far each generation was, the oldest first; empty: there is no upgrade
   * @param replay the one that was begun and is not through
   */
  public record Look(List<Progress> upgrade, Optional<ReplayLog.Entry> replay) {
    /** Neither. */
    public static final Look NOTHING = new Look(List.of(), Optional.empty());

    /** Copies the list. */
    public Look {
      upgrade = List.copyOf(upgrade);
    }
  }

  /**
   * @param plan of generations that name no plan of their own
   */
  public UpgradeWatch(Database database, Names names, EnrichmentPlan plan) {
    this.database = database;
    this.names = names;
    this.plan = plan;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-upgrade-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to look. */
  public void start() {
    ScheduledFuture<?> unused =
        executor.scheduleWithFixedDelay(this::tick, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What was under way at the last look. Whoever asks is taken to watch. */
  public Look look() {
    watchedAt = System.nanoTime();
    return latest;
  }

  private void tick() {
    long now = System.nanoTime();
    if (now - watchedAt < WATCHED_NANOS && now - nextAt >= 0) {
      read();
      long took = System.nanoTime() - now;
      nextAt = now + took + Math.max(LEAST_REST_NANOS, REST * took);
    }
  }

  private void read() {
    try (Connection connection = database.open()) {
      List<Generation> live = new Generations(connection, names).live();
      latest = new Look(upgrade(connection, live), replay(connection, live));
    } catch (SQLException | RuntimeException e) {
      LOG.debug("what is under way cannot be looked at", e); // the last look stays
    }
  }

  private List<Progress> upgrade(Connection connection, List<Generation> live) throws SQLException {
    List<Progress> progress = new ArrayList<>();
    for (Generation generation : live.size() < 2 ? List.<Generation>of() : live) {
      progress.add(Progress.read(connection, names, generation, planOf(generation), 0, 0));
    }
    return progress;
  }

  private Optional<ReplayLog.Entry> replay(Connection connection, List<Generation> live)
      throws SQLException {
    try {
      for (Generation generation : live) {
        if (generation.isActive()) {
          return new ReplayLog(connection, names, generation.number()).open();
        }
      }
      return Optional.empty();
    } catch (PreparationException e) {
      return Optional.empty(); // of a database that an older build prepared
    }
  }

  private EnrichmentPlan planOf(Generation generation) {
    EnrichmentPlan own =
        generation
            .planFile()
            .map(Path::of)
            .filter(Files::isReadable)
            .map(PlanReader::read)
            .orElse(plan);
    return generation.embeddingModel().map(own::withEmbeddingModel).orElse(own);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
