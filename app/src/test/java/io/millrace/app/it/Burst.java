package io.millrace.app.it;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanTask;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A client that edits existing rows one after another, each in a transaction of its own, and tries
 * each again until it is committed. Every text is one that no row ever held; every tenth edit
 * blanks a field instead.
 */
final class Burst implements AutoCloseable {
  private static final int PAUSE_MILLIS = 10;
  private static final int BLANK_EVERY = 10;
  private static final List<String> COLUMNS =
      List.of("seeking", "offering", "who_you_serve", "what_you_do");

  private final Tables tables;
  private final List<Edit> edits;
  private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile int committed;

  private record Edit(UUID row, String column, String text) {}

  /**
   * @param name begins every text
   */
  Burst(Tables tables, Community community, String name, int count) {
    this.tables = tables;
    Random random = new Random(count);
    List<Edit> made = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      made.add(
          new Edit(
              community.profile(random.nextInt(community.size())),
              COLUMNS.get(random.nextInt(COLUMNS.size())),
              number % BLANK_EVERY == 0 ? "" : "Burst " + name + " says thing number " + number));
    }
    edits = List.copyOf(made);
  }

  void start() {
    var unused = client.scheduleAtFixedRate(this::next, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void next() {
    try {
      Edit edit = edits.get(committed);
      tables.execute(
          "update profiles set " + edit.column() + " = ? where id = ?", edit.text(), edit.row());
      advance();
    } catch (SQLException e) {
      // the next turn tries this edit again
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void advance() {
    committed++;
    if (committed == edits.size()) {
      client.shutdown();
      end.complete(null);
    }
  }

  /** Number of edits that are committed. */
  int committed() {
    return committed;
  }

  /**
   * What models may be asked at most: of each edit, the tasks that read its column, but for those
   * that read a blank and nothing else.
   */
  long calls(EnrichmentPlan plan) {
    List<PlanTask> tasks = plan.table("profiles").tasks();
    return edits.stream()
        .flatMap(
            edit ->
                tasks.stream()
                    .filter(task -> task.from().contains(edit.column()))
                    .filter(task -> !edit.text().isEmpty() || task.from().size() > 1))
        .count();
  }

  /** Waits until every edit is committed. */
  void await() {
    end.orTimeout(3, TimeUnit.MINUTES).join();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
