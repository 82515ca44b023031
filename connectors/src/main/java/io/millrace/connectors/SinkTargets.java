package io.millrace.connectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the sink writes what: the value of {@code millrace.targets}.
 *
 * @param tables targets of enriched rows
 * @param matches targets of scores
 */
record SinkTargets(
    @JsonProperty("tables") List<TableTarget> tables,
    @JsonProperty("matches") List<MatchTarget> matches) {

  /** A table of enriched rows. */
  record TableTarget(
      @JsonProperty("topic") String topic,
      @JsonProperty("schema") String schema,
      @JsonProperty("table") String table,
      @JsonProperty("key") String key,
      @JsonProperty("columns") List<ColumnTarget> columns,
      @JsonProperty("model_column") @Nullable String modelColumn,
      @JsonProperty("updated_at_column") @Nullable String updatedAtColumn,
      @JsonProperty("classified_at_column") @Nullable String classifiedAtColumn,
      @JsonProperty("metadata_column") @Nullable String metadataColumn) {}

  /** A result column and the columns that the fence compares; 0 dimensions: it holds JSON. */
  record ColumnTarget(
      @JsonProperty("name") String name,
      @JsonProperty("from") List<String> from,
      @JsonProperty("kind") String kind,
      @JsonProperty("dimensions") @JsonInclude(JsonInclude.Include.NON_DEFAULT) int dimensions,
      @JsonProperty("source") String source) {}

  /** A table of matches. */
  record MatchTarget(
      @JsonProperty("topic") String topic,
      @JsonProperty("schema") String schema,
      @JsonProperty("table") String table,
      @JsonProperty("key") String key,
      @JsonProperty("a") String a,
      @JsonProperty("b") String b) {}

  /** The targets of a plan: its vectors, labels, facts and scores. */
  static SinkTargets of(SinkSettings settings) {
    return new SinkTargets(
        settings.plan().tables().values().stream().map(table -> table(settings, table)).toList(),
        settings.plan().matches().stream().map(match -> match(settings, match)).toList());
  }

  private static TableTarget table(SinkSettings settings, TablePlan table) {
    boolean embeds = !table.embed().isEmpty();
    boolean classifies = !table.classify().isEmpty() || !table.extract().isEmpty();
    boolean metadata = settings.tablesWithMetadata().contains(table.name());
    return new TableTarget(
        settings.names().enrichedTopic(settings.generation(), table.name()),
        table.schema(),
        table.name(),
        table.keyColumn(),
        table.tasks().stream().map(task -> column(settings, task)).toList(),
        embeds ? table.bookkeeping().model() : null,
        embeds ? table.bookkeeping().embeddedAt() : null,
        classifies ? table.bookkeeping().classifiedAt() : null,
        metadata ? table.bookkeeping().metadata() : null);
  }

  private static ColumnTarget column(SinkSettings settings, PlanTask task) {
    if (task instanceof EmbedTask) {
      return new ColumnTarget(
          task.column(), task.from(), "vector", settings.dimensions(), source(task));
    }
    return new ColumnTarget(task.column(), task.from(), "json", 0, source(task));
  }

  /** What the host's metadata names as the source of a task's values. */
  static String source(PlanTask task) {
    if (task instanceof EmbedTask) {
      return "hf_embedding";
    }
    return task instanceof ClassifyTask ? "hf_classification" : "hf_extraction";
  }

  private static MatchTarget match(SinkSettings settings, MatchPlan match) {
    return new MatchTarget(
        settings.names().scoresTopic(settings.generation()),
        match.schema(),
        match.table(),
        match.keyColumn(),
        match.a(),
        match.b());
  }
}
