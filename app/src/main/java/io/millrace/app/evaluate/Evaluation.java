package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.ExtractTask;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the answers of a plan's tasks with labelled rows. Not threadsafe. */
public final class Evaluation {
  /** Of seed 000, section 3.4. */
  private static final List<String> CREDENTIAL_KINDS =
      List.of(
          "books",
          "media_appearances",
          "speaking_events",
          "certifications",
          "awards",
          "podcast_appearances");

  private final EnrichmentPlan plan;
  private final @Nullable String onlyColumn;
  private final Map<String, TaskMetrics> byColumn = new TreeMap<>();
  private int rows;

  /**
   * Prepares an evaluation.
   *
   * @param onlyColumn the column that is evaluated; null: all that the rows expect something of
   */
  public Evaluation(EnrichmentPlan plan, @Nullable String onlyColumn) {
    this.plan = plan;
    this.onlyColumn = onlyColumn;
  }

  /**
   * Answers rows and counts.
   *
   * @throws UserException if a row's table or nothing of what it expects is in the plan
   */
  public void add(List<LabelledRow> labelled, RowAnswers answers) {
    for (LabelledRow row : labelled) {
      rows++;
      row.expected()
          .forEach(
              (column, expected) -> {
                if (isWanted(column) && answers.knows(row.table(), column)) {
                  metrics(row.table(), column).add(row.id(), expected, answers.answer(row, column));
                }
              });
    }
    if (byColumn.isEmpty()) {
      throw UserException.failure(
          "No row of the file expects a value of a classify or extract column of the plan.");
    }
  }

  private boolean isWanted(String column) {
    return onlyColumn == null || onlyColumn.equals(column);
  }

  private TaskMetrics metrics(String table, String column) {
    return byColumn.computeIfAbsent(
        column,
        name ->
            task(table, column).filter(ExtractTask.class::isInstance).isPresent()
                ? new ItemMetrics(CREDENTIAL_KINDS)
                : new LabelMetrics());
  }

  private Optional<PlanTask> task(String table, String column) {
    TablePlan tablePlan = plan.tables().get(table);
    return tablePlan == null
        ? Optional.empty()
        : tablePlan.tasks().stream().filter(task -> task.column().equals(column)).findFirst();
  }

  /** {@code {"rows":…, "tasks":{column:figures}}}, without any row text. */
  public ObjectNode document() {
    ObjectNode document = Json.MAPPER.createObjectNode().put("rows", rows);
    ObjectNode tasks = document.putObject("tasks");
    byColumn.forEach((column, metrics) -> tasks.set(column, metrics.document()));
    return document;
  }

  /** The document for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    JsonNode document = document();
    text.append(rows).append(" labelled rows\n");
    document
        .path("tasks")
        .properties()
        .forEach(task -> text.append(EvaluationText.of(task.getKey(), task.getValue())));
    return text.toString().stripTrailing();
  }
}
