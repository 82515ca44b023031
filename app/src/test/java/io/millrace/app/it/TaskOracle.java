package io.millrace.app.it;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import io.millrace.topology.task.PlanModels;
import io.millrace.topology.task.TaskAnswers;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskExecutor;
import io.millrace.topology.task.TaskInput;
import io.millrace.topology.task.TaskMetrics;
import io.millrace.topology.task.TaskRunner;
import io.millrace.topology.task.TaskRunners;
import io.millrace.topology.task.TaskValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares labels and facts with the texts that stand beside them: by the hash in our provenance,
 * which SQL computes again, and by running the task again.
 */
final class TaskOracle {
  /** Batches of other sizes round in another way. */
  private static final double TOLERANCE = 0.01;

  private static final JsonMapper JSON = new JsonMapper();

  private final EnrichmentPlan plan;
  private final Tables tables;
  private final EmbeddingModel model;
  private final TaskRunners runners;
  private final Map<String, ModelOutcome<Embedding>> embeddings = new HashMap<>();

  TaskOracle(EnrichmentPlan plan, Tables tables, EmbeddingModel model) {
    this.plan = plan;
    this.tables = tables;
    this.model = model;
    TaskExecutor caller = new Caller();
    PlanModels models =
        new PlanModels(
            model.description(),
            (text, priority, task) -> CompletableFuture.completedFuture(embed(text)),
            PlanModels.ModelLookup.refusing(IllegalStateException::new),
            caller,
            TaskMetrics.NONE);
    this.runners = TaskRunners.of(plan, models, new TaskAnswers(caller, TaskMetrics.NONE, 0));
  }

  private record Stored(
      String key,
      List<@Nullable String> texts,
      String hash,
      @Nullable String provenHash,
      @Nullable String json) {}

  /** One sentence for everything that is wrong. */
  List<String> wrong() throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (TablePlan table : plan.tables().values()) {
      Set<String> vectors =
          table.embed().stream().map(EmbedTask::column).collect(Collectors.toSet());
      for (TaskRunner runner : runners.of(table.name())) {
        if (!vectors.contains(runner.definition().column())) {
          wrong.addAll(wrong(table, runner));
        }
      }
    }
    return wrong;
  }

  private List<String> wrong(TablePlan table, TaskRunner runner) throws SQLException {
    TaskDefinition task = runner.definition();
    List<String> wrong = new ArrayList<>();
    for (Stored stored : tables.query(row -> read(row, task), sql(table, task))) {
      String problem = problem(runner, stored);
      if (!problem.isEmpty()) {
        wrong.add(table.name() + " " + stored.key() + " " + task.column() + ": " + problem);
      }
    }
    return wrong;
  }

  private static String sql(TablePlan table, TaskDefinition task) {
    String inputs = task.from().stream().map("t.%s"::formatted).collect(Collectors.joining(", "));
    return """
    select t.%1$s::text, millrace.input_hash(variadic array[%2$s]), p.input_hash, t.%3$s, %2$s
    from %4$s t left join millrace.provenance p
      on p.table_name = '%4$s' and p.key = t.%1$s::text
      and p.column_name = '%3$s'
      and p.generation = (select generation from millrace.generation where state = 'active')
    """
        .formatted(table.keyColumn(), inputs, task.column(), table.name());
  }

  private static Stored read(ResultSet row, TaskDefinition task) throws SQLException {
    int firstInput = 5;
    List<@Nullable String> texts = new ArrayList<>();
    for (int index = 0; index < task.from().size(); index++) {
      texts.add(row.getString(firstInput + index));
    }
    return new Stored(
        row.getString(1), texts, row.getString(2), row.getString(3), row.getString(4));
  }

  private String problem(TaskRunner runner, Stored stored) {
    if (!stored.hash().equals(stored.provenHash())) {
      return "computed from hash " + stored.provenHash() + ", but the texts have " + stored.hash();
    }
    String json = stored.json();
    if (json == null) {
      return "no value";
    }
    String expected = expected(runner, stored);
    return isSame(tree(expected), tree(json)) ? "" : json + " instead of " + expected;
  }

  private static String expected(TaskRunner runner, Stored stored) {
    TaskInput input = new TaskInput(stored.texts(), Priority.BACKLOG);
    if (input.joined().isEmpty()) {
      return String.valueOf(runner.definition().nothing());
    }
    TaskValue value = runner.run(input).toCompletableFuture().join().answer().orElseThrow().value();
    return ((TaskValue.Json) value).text();
  }

  private static boolean isSame(JsonNode expected, JsonNode found) {
    if (expected.isNumber() && found.isNumber()) {
      return Math.abs(expected.doubleValue() - found.doubleValue()) <= TOLERANCE;
    }
    if (expected.isContainerNode()) {
      Map<String, JsonNode> left = parts(expected);
      Map<String, JsonNode> right = parts(found);
      return expected.getNodeType() == found.getNodeType()
          && left.keySet().equals(right.keySet())
          && left.entrySet().stream()
              .allMatch(part -> isSame(part.getValue(), requireNonNull(right.get(part.getKey()))));
    }
    return expected.equals(found);
  }

  /** Members by name, elements by number; labels by themselves, since equal ones may swap. */
  private static Map<String, JsonNode> parts(JsonNode container) {
    Map<String, JsonNode> parts = new TreeMap<>();
    if (container.isObject()) {
      container.properties().forEach(member -> parts.put(member.getKey(), member.getValue()));
    } else {
      for (JsonNode element : container) {
        String label = element.path("category").asText(element.path("type").asText());
        parts.put(label.isEmpty() ? String.valueOf(parts.size()) : label, element);
      }
    }
    return parts;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ModelOutcome<Embedding> embed(String text) {
    return embeddings.computeIfAbsent(
        text, given -> model.embed(List.of(given)).toCompletableFuture().join().get(0));
  }

  /** Everything is computed by whoever asks. */
  private record Caller() implements TaskExecutor {
    @Override
    public void execute(Priority priority, Runnable work) {
      work.run();
    }

    @Override
    public void close() {}
  }
}
