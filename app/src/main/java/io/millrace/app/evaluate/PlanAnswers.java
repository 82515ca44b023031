package io.millrace.app.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.topology.task.TaskInput;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskRunners;
import io.millrace.topology.task.TaskValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers rows with exactly what the pipeline runs: the tasks of the plan, and their models. */
public final class PlanAnswers implements RowAnswers {
  private final TaskRunners runners;
  private final Runnable closing;

  /**
   * Answers by runners.
   *
   * @param closing frees what they use, when this is closed
   */
  public PlanAnswers(TaskRunners runners, Runnable closing) {
    this.runners = runners;
    this.closing = closing;
  }

  /** Vectors are not compared with labels. */
  @Override
  public boolean knows(String table, String column) {
    return runner(table, column).filter(found -> found.definition().nothing() != null).isPresent();
  }

  private Optional<TaskRunner> runner(String table, String column) {
    return runners.of(table).stream()
        .filter(runner -> runner.definition().column().equals(column))
        .findFirst();
  }

  @Override
  public JsonNode answer(LabelledRow row, String column) {
    TaskRunner runner = runner(row.table(), column).orElseThrow();
    List<@Nullable String> texts = new ArrayList<>();
    runner.definition().from().forEach(from -> texts.add(row.fields().get(from)));
    TaskInput input = new TaskInput(texts, Priority.FRESH);
    String nothing = runner.definition().nothing();
    String json = input.joined().isEmpty() && nothing != null ? nothing : ask(runner, input, row);
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a task writes JSON", e);
    }
  }

  private static String ask(TaskRunner runner, TaskInput input, LabelledRow row) {
    ModelOutcome<TaskValue> outcome = runner.run(input).toCompletableFuture().join();
    if (outcome instanceof ModelOutcome.Answered<TaskValue> answered
        && answered.value() instanceof TaskValue.Json json) {
      return json.text();
    }
    throw UserException.failure(
        "Row %s has no answer for %s: %s."
            .formatted(row.id(), runner.definition().column(), reason(outcome)));
  }

  private static String reason(ModelOutcome<TaskValue> outcome) {
    if (outcome instanceof ModelOutcome.Rejected<TaskValue> rejected) {
      return "the model refuses it (" + rejected.reason() + ")";
    }
    return outcome instanceof ModelOutcome.RetryLater<TaskValue> later
        ? "the model cannot be asked now (" + later.reason() + ")"
        : "its answer is no JSON";
  }

  @Override
  public void close() {
    closing.run();
  }
}
