package io.millrace.app.it;

import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ProviderSettings;
import io.millrace.inference.TextNormalizer;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares each stored vector with the text that stands beside it: by the hash in our provenance,
 * which SQL computes again, and by the model itself, for a hash could be written with a wrong
 * vector.
 */
final class VectorOracle implements AutoCloseable {
  private static final double LENGTH_TOLERANCE = 1e-3;

  /** Batches of other sizes round in another way; another text is far below this. */
  private static final double SAME = 0.9999;

  private final EmbeddingModel model;
  private final Tables tables;
  private final Map<String, float[]> expected = new HashMap<>();

  VectorOracle(EnrichmentPlan plan, Tables tables, ProviderSettings providers) {
    this.model = EmbeddingModels.open(plan.embeddingModel(), providers);
    this.tables = tables;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(
      String key,
      @Nullable String text,
      String hash,
      @Nullable String provenHash,
      boolean isProvenPresent,
      int dimensions,
      double length,
      float @Nullable [] vector) {}

  List<String> wrong(TablePlan table, EmbedTask task) throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (Stored stored : tables.query(VectorOracle::read, sql(table, task))) {
      String problem = problem(stored);
      if (!problem.isEmpty()) {
        wrong.add(table.name() + " " + stored.key() + " " + task.column() + ": " + problem);
      }
    }
    return wrong;
  }

  private static String sql(TablePlan table, EmbedTask task) {
    return """
    select t.%1$s::text, t.%2$s, md5(convert_to(coalesce(t.%2$s, ''), 'UTF8')),
      p.input_hash, coalesce(p.has_value, false),
      coalesce(vector_dims(t.%3$s), 0), coalesce(vector_norm(t.%3$s), 0), t.%3$s::real[]
    from %4$s t left join millrace.provenance p
      on p.table_name = '%4$s' and p.key = t.%1$s::text
      and p.column_name = '%3$s'
      and p.generation = (select generation from millrace.generation where state = 'active')
    """
        .formatted(table.keyColumn(), task.from().get(0), task.column(), table.name());
  }

  private static Stored read(ResultSet result) throws SQLException {
    return new Stored(
        result.getString(1),
        result.getString(2),
        result.getString(3),
        result.getString(4),
        result.getBoolean(5),
        result.getInt(6),
        result.getDouble(7),
        Vectors.read(result, 8));
  }

  private String problem(Stored stored) {
    if (!stored.hash().equals(stored.provenHash())) {
      return "computed from hash " + stored.provenHash() + ", but the text has " + stored.hash();
    }
    String text = stored.text();
    float[] vector = stored.vector();
    if (text == null || TextNormalizer.normalize(text).isEmpty()) {
      return vector == null && !stored.isProvenPresent() ? "" : "a vector of blank text";
    }
    return vector == null ? "no vector" : problem(stored, text, vector);
  }

  private String problem(Stored stored, String text, float[] vector) {
    if (!stored.isProvenPresent() || stored.dimensions() != model.description().dimensions()) {
      return stored.dimensions() + " dimensions, or a vector that provenance does not know of";
    }
    if (Math.abs(stored.length() - 1) > LENGTH_TOLERANCE) {
      return "length " + stored.length();
    }
    double cosine = Vectors.cosine(vector, expected(text));
    return cosine >= SAME ? "" : "not the model's vector of this text: cosine " + cosine;
  }

  private float[] expected(String text) {
    return expected.computeIfAbsent(
        TextNormalizer.normalize(text).orElseThrow(),
        normal ->
            model
                .embed(List.of(normal))
                .toCompletableFuture()
                .join()
                .get(0)
                .answer()
                .orElseThrow()
                .value()
                .vector());
  }

  EmbeddingModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}
