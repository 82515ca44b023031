package io.millrace.connectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.MatchPlan;
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
      @JsonProperty("metadata_column") @Nullable String metadataColumn) {}

  /** A result column and the columns that the fence compares. */
  record ColumnTarget(
      @JsonProperty("name") String name,
      @JsonProperty("from") List<String> from,
      @JsonProperty("kind") String kind,
      @JsonProperty("dimensions") int dimensions,
      @JsonProperty("source") String source) {}

  /** A table of matches. */
  record MatchTarget(
      @JsonProperty("topic") String topic,
      @JsonProperty("schema") String schema,
      @JsonProperty("table") String table,
      @JsonProperty("key") String key,
      @JsonProperty("a") String a,
      @JsonProperty("b") String b) {}

  /** The targets of a plan: its vectors and scores. */
  static SinkTargets of(SinkSettings settings) {
    return new SinkTargets(
        settings.plan().tables().values().stream().map(table -> table(settings, table)).toList(),
        settings.plan().matches().stream().map(match -> match(settings, match)).toList());
  }

  private static TableTarget table(SinkSettings settings, TablePlan table) {
    boolean embeds = !table.embed().isEmpty();
    boolean metadata = settings.tablesWithMetadata().contains(table.name());
    return new TableTarget(
        settings.names().enrichedTopic(settings.generation(), table.name()),
        table.schema(),
        table.name(),
        table.keyColumn(),
        table.embed().stream().map(task -> vector(settings, task)).toList(),
        embeds ? table.bookkeeping().model() : null,
        embeds ? table.bookkeeping().embeddedAt() : null,
        metadata ? table.bookkeeping().metadata() : null);
  }

  private static ColumnTarget vector(SinkSettings settings, EmbedTask task) {
    return new ColumnTarget(
        task.column(), task.from(), "vector", settings.dimensions(), "hf_embedding");
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
