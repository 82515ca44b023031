package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.HtmlText;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.inference.similarity.SimilarityModel;
import io.millrace.inference.similarity.SimilarityTraining;
import io.millrace.plan.ClassificationForm;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.EnrichmentPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers the classify tasks of a plan with the default classifier and the plan's embedding model.
 */
public final class SimilarityAnswers implements RowAnswers {
  private static final int PRIMARY_AND_SECONDARY = 2;

  private final EnrichmentPlan plan;
  private final EmbeddingService embeddings;
  private final Map<String, SimilarityModel> models = new HashMap<>();

  /**
   * Answers by a service.
   *
   * @param embeddings of the plan's model; closed with this
   */
  public SimilarityAnswers(EnrichmentPlan plan, EmbeddingService embeddings) {
    this.plan = plan;
    this.embeddings = embeddings;
  }

  @Override
  public boolean knows(String table, String column) {
    return task(table, column).isPresent();
  }

  private Optional<ClassifyTask> task(String table, String column) {
    return plan.tables().containsKey(table)
        ? plan.table(table).classify().stream()
            .filter(task -> task.column().equals(column))
            .findFirst()
        : Optional.empty();
  }

  @Override
  public JsonNode answer(LabelledRow row, String column) {
    ClassifyTask task = task(row.table(), column).orElseThrow();
    List<@Nullable String> texts = new ArrayList<>();
    for (String from : task.from()) {
      String text = row.fields().get(from);
      texts.add(task.stripHtml() ? HtmlText.strip(text) : text);
    }
    ModelOutcome<Classification> outcome =
        model(row.table(), task).classify(texts, this::embed).toCompletableFuture().join();
    Classification classification =
        outcome
            .answer()
            .orElseThrow(
                () ->
                    UserException.failure("The model cannot be asked about row " + row.id() + "."))
            .value();
    return stored(task, classification);
  }

  private CompletableFuture<ModelOutcome<Embedding>> embed(String text) {
    return embeddings.embed(text, Priority.FRESH, "evaluate");
  }

  private SimilarityModel model(String table, ClassifyTask task) {
    return models.computeIfAbsent(
        table + '.' + task.column(),
        name ->
            SimilarityModel.train(
                    new SimilarityTraining(PlanLabels.of(task), PlanLabels.judgement(task)),
                    embeddings.description(),
                    this::embed)
                .toCompletableFuture()
                .join());
  }

  private static JsonNode stored(ClassifyTask task, Classification classification) {
    List<LabelScore> scores =
        classification.atLeast(task.atLeast()).stream()
            .limit(task.top().orElse(Integer.MAX_VALUE))
            .toList();
    return task.form() == ClassificationForm.PRIMARY_SECONDARY ? pair(scores) : list(task, scores);
  }

  private static ArrayNode list(ClassifyTask task, List<LabelScore> scores) {
    String key = task.form() == ClassificationForm.CATEGORY ? "category" : "type";
    ArrayNode list = Json.MAPPER.createArrayNode();
    scores.forEach(
        score -> list.addObject().put(key, score.label()).put("confidence", score.confidence()));
    return list;
  }

  private static ObjectNode pair(List<LabelScore> scores) {
    ObjectNode pair = Json.MAPPER.createObjectNode();
    if (!scores.isEmpty()) {
      pair.put("primary", scores.get(0).label()).put("confidence", scores.get(0).confidence());
    }
    if (scores.size() >= PRIMARY_AND_SECONDARY) {
      pair.put("secondary", scores.get(1).label());
    }
    return pair;
  }

  @Override
  public void close() {
    embeddings.close();
  }
}
