package io.millrace.app.it;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.TextNormalizer;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.TablePlan;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Vectors that a host wrote into its table by itself, before there was a pipeline. */
final class HeldVectors {
  private final Tables tables;
  private final TablePlan table;
  private final EmbeddingModel model;

  HeldVectors(Tables tables, TablePlan table, EmbeddingModel model) {
    this.tables = tables;
    this.table = table;
    this.model = model;
  }

  /** Fills all columns of rows that have none; returns how many vectors there are now. */
  long fill() throws SQLException {
    long vectors = 0;
    for (EmbedTask task : table.embed()) {
      for (Map.Entry<String, String> text : texts(task)) {
        if (TextNormalizer.normalize(text.getValue()).isPresent()) {
          write(text.getKey(), task.column(), text.getValue());
          vectors++;
        }
      }
    }
    return vectors;
  }

  private List<Map.Entry<String, String>> texts(EmbedTask task) throws SQLException {
    return tables.query(
        result -> Map.entry(result.getString(1), result.getString(2)),
        "select %s::text, %s from %s where %s is not null and %s is null"
            .formatted(
                table.keyColumn(),
                task.from().get(0),
                table.name(),
                task.from().get(0),
                task.column()));
  }

  /** Writes the vector of a text, whatever the row's is. */
  void write(String key, String column, String text) throws SQLException {
    tables.execute(
        "update %s set %s = ?::vector where %s = ?::uuid"
            .formatted(table.name(), column, table.keyColumn()),
        Arrays.toString(vector(text)),
        key);
  }

  private float[] vector(String text) {
    List<ModelOutcome<Embedding>> outcomes =
        model
            .embed(List.of(TextNormalizer.normalize(text).orElseThrow()))
            .toCompletableFuture()
            .join();
    return outcomes.get(0).answer().orElseThrow().value().vector();
  }
}
