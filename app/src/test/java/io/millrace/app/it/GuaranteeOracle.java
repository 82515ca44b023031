package io.millrace.app.it;

import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Failure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of every row and task what is wrong, unless the failure list says why; and of the host's
 * rows whether the pipeline did to them what it must not.
 */
final class GuaranteeOracle {
  private final RunningPipeline pipeline;
  private final Tables tables;

  GuaranteeOracle(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  /**
   * One sentence for everything that is wrong.
   *
   * @param isLogLost whether changes were never captured: what is remembered of rows that were
   *     deleted meanwhile stays then
   */
  List<String> wrong(boolean isLogLost) throws SQLException {
    List<String> wrong = unexplained();
    addAll(wrong, "select id from profiles where name is null", "a row that no host inserted");
    addAll(
        wrong,
        "select id from matches where match_score is distinct from "
            + MatchChanges.OLD_SCORE.formatted("id"),
        "the host's own score was written");
    if (!isLogLost) {
      addAll(
          wrong,
          "select distinct key from millrace.provenance p where table_name = 'profiles'"
              + " and not exists (select from profiles t where t.id::text = p.key)",
          "provenance of a row that is gone");
    }
    if (pipeline.metrics().feedbackEvents() > 0) {
      wrong.add("echoes of the sink's writes were captured (invariant 1)");
    }
    return wrong;
  }

  /** What is wrong with results and scores, but for what the failure list has. */
  List<String> unexplained() throws SQLException {
    List<String> wrong = new ArrayList<>(pipeline.oracle().wrong());
    List<String> explained = explained();
    wrong.removeIf(sentence -> explained.stream().anyMatch(sentence::startsWith));
    return wrong;
  }

  private void addAll(List<String> wrong, String sql, String problem) throws SQLException {
    tables.query(row -> row.getString(1) + ": " + problem, sql).forEach(wrong::add);
  }

  /** How sentences begin that are about inputs which the failure list has. */
  private List<String> explained() throws SQLException {
    List<String> explained = new ArrayList<>();
    for (Failure failure : FailureList.read(pipeline.environment())) {
      if (isPresent(failure)) {
        explained.add(failure.getTable() + " " + failure.getKey() + " " + failure.getColumn());
      }
    }
    return explained;
  }

  /** Whether the row still has the input that failed. */
  private boolean isPresent(Failure failure) throws SQLException {
    TablePlan table = pipeline.plan().tables().get(failure.getTable());
    if (table == null) {
      return false;
    }
    for (PlanTask task : table.tasks()) {
      if (task.column().equals(failure.getColumn())) {
        String sql =
            "select 1 from %s where %s::text = ? and millrace.input_hash(variadic array[%s]) = ?"
                .formatted(table.name(), table.keyColumn(), String.join(", ", task.from()));
        return !tables
            .query(row -> row.getInt(1), sql, failure.getKey(), failure.getInputHash())
            .isEmpty();
      }
    }
    return false;
  }

  /** Number of results and scores that were looked at. */
  long checked() throws SQLException {
    long results = pipeline.plan().table("profiles").tasks().size() * count("profiles");
    return results + count("matches");
  }

  long rows() throws SQLException {
    return count("profiles") + count("matches");
  }

  private long count(String table) throws SQLException {
    return Long.parseLong(tables.text("select count(*) from " + table));
  }
}
