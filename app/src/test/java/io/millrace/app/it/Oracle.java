package io.millrace.app.it;

import io.millrace.inference.ProviderSettings;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows what the tables must hold by what the host's columns hold now, and nothing of how it came
 * about. Everything must have been written before it is asked.
 */
final class Oracle implements AutoCloseable {
  private final EnrichmentPlan plan;
  private final VectorOracle vectors;
  private final TaskOracle tasks;
  private final ScoreOracle scores;

  /**
   * @param providers who gives the vectors that are right
   */
  Oracle(EnrichmentPlan plan, Tables tables, ProviderSettings providers) {
    this.plan = plan;
    this.vectors = new VectorOracle(plan, tables, providers);
    this.tasks = new TaskOracle(plan, tables, vectors.model());
    this.scores = new ScoreOracle(plan, tables);
  }

  /** One sentence for everything that is wrong. */
  List<String> wrong() throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (TablePlan table : plan.tables().values()) {
      for (EmbedTask task : table.embed()) {
        wrong.addAll(vectors.wrong(table, task));
      }
    }
    wrong.addAll(tasks.wrong());
    wrong.addAll(scores.wrong());
    return wrong;
  }

  @Override
  public void close() {
    vectors.close();
  }
}
