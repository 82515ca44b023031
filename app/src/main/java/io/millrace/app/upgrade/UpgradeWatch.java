package io.millrace.app.upgrade;

import io.millrace.app.upgrade.UpgradeStatus.Progress;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generations;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanException;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how far an upgrade is while somebody watches, on a thread of its own. A look hashes all
 * inputs of the tables, so ten times as long as it took is waited before the next. Threadsafe.
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
  private final Semaphore wakeUp = new Semaphore(0);
  private final Thread thread = new Thread(this::follow, "millrace-upgrade-watch");
  private volatile List<Progress> latest = List.of();
  private volatile long watchedAt = System.nanoTime() - WATCHED_NANOS;
  private volatile boolean isClosed;

  /** Opens connections to the database. */
  @FunctionalInterface
  public interface Database {
    Connection open() throws SQLException;
  }

  /**
   * @param plan of generations that name no plan of their own
   */
  public UpgradeWatch(Database database, Names names, EnrichmentPlan plan) {
    this.database = database;
    this.names = names;
    this.plan = plan;
    thread.setDaemon(true);
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  /**
   * How far the generations were at the last look, the oldest first; empty: there is no upgrade, or
   * nobody has looked yet. Whoever asks is taken to watch.
   */
  public List<Progress> look() {
    watchedAt = System.nanoTime();
    return latest;
  }

  private void follow() {
    long nextAt = System.nanoTime();
    while (!isClosed) {
      long now = System.nanoTime();
      if (now - watchedAt < WATCHED_NANOS && now - nextAt >= 0) {
        read();
        long took = System.nanoTime() - now;
        nextAt = now + took + Math.max(LEAST_REST_NANOS, REST * took);
      }
      sleep();
    }
  }

  private void read() {
    try (Connection connection = database.open()) {
      List<Generation> live = new Generations(connection, names).live();
      List<Progress> progress = new ArrayList<>();
      for (Generation generation : live.size() < 2 ? List.<Generation>of() : live) {
        progress.add(Progress.read(connection, names, generation, planOf(generation), 0, 0));
      }
      latest = List.copyOf(progress);
    } catch (SQLException | PlanException e) {
      LOG.debug("the upgrade cannot be looked at", e); // the last look stays
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

  private void sleep() {
    try {
      var unused = wakeUp.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isClosed = true;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    wakeUp.release();
  }
}
