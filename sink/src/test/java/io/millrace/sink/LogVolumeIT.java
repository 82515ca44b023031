package io.millrace.sink;

import static io.millrace.sink.Records.json;
import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.score;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.TaskResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/**
 * Bytes of PostgreSQL's log for each row that is written, without pages' first images after a
 * checkpoint: printed, and compared with what must be written at the least.
 */
class LogVolumeIT extends SinkFixture {
  private static final int ROWS = 400;
  private static final int DIMENSIONS = 384;
  private static final int VECTOR_BYTES = DIMENSIONS * Float.BYTES;
  private static final List<String> VECTORS = List.of("v1", "v2", "v3", "v4");

  private final Random random = new Random(7);

  private Map<String, String> wide(boolean indexed) throws SQLException {
    host.run("drop table if exists wide");
    host.run(
        """
        create table wide (id text primary key, t1 text, t2 text, t3 text, t4 text,
          v1 vector(384), v2 vector(384), v3 vector(384), v4 vector(384), labels jsonb,
          embeddings_model text, embeddings_updated_at timestamptz,
          classification_updated_at timestamptz, enrichment_metadata jsonb) with (fillfactor = 70)
        """);
    if (indexed) {
      host.run("create index on wide using hnsw (v1 vector_cosine_ops)");
      host.run("create index on wide using hnsw (v2 vector_cosine_ops)");
    }
    host.run(
        "insert into wide (id, t1, t2, t3, t4) select 'p' || n, 'a', 'b', 'c', 'd'"
            + " from generate_series(0, %d) n".formatted(ROWS - 1));
    Map<String, String> settings = new HashMap<>(host.settings());
    String columns =
        String.join(
            ",",
            IntStream.rangeClosed(1, 4)
                .mapToObj(
                    number ->
                        """
                        {"name":"v%d","from":["t%d"],"kind":"vector","dimensions":384,
                         "source":"hf_embedding"}"""
                            .formatted(number, number))
                .toList());
    settings.put(
        SinkSettings.TARGETS,
        """
        {"tables":[{"topic":"millrace.enriched.g1.profiles","schema":"public","table":"wide",
          "key":"id","columns":[%s,{"name":"labels","from":["t1","t2"],"kind":"json",
          "source":"hf_classification"}],"model_column":"embeddings_model",
          "updated_at_column":"embeddings_updated_at",
          "classified_at_column":"classification_updated_at",
          "metadata_column":"enrichment_metadata"}],
         "matches":[{"topic":"millrace.scores.g1","schema":"public","table":"matches","key":"id",
          "a":"profile_id","b":"suggested_profile_id"}]}
        """
            .formatted(columns));
    return settings;
  }

  private TaskResult vectorOf(String column, String text, long revision) {
    float[] values = new float[DIMENSIONS];
    for (int index = 0; index < DIMENSIONS; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return vector(column, text, revision, values);
  }

  private List<SinkRecord> vectors(long revision, List<String> columns) {
    List<SinkRecord> records = new ArrayList<>();
    for (int number = 0; number < ROWS; number++) {
      TaskResult[] results =
          columns.stream()
              .map(name -> vectorOf(name, text(name), revision))
              .toArray(TaskResult[]::new);
      records.add(record(row("p" + number, results)));
    }
    return records;
  }

  private static String text(String column) {
    return Character.toString('a' + VECTORS.indexOf(column));
  }

  private static List<SinkRecord> labels(long revision) {
    return IntStream.range(0, ROWS)
        .mapToObj(
            number ->
                record(
                    row(
                        "p" + number,
                        json(
                            "labels",
                            List.of("a", "b"),
                            revision,
                            "[{\"category\":\"coaching\",\"confidence\":0." + revision + "}]"))))
        .toList();
  }

  private static List<SinkRecord> scores(long revision) {
    return IntStream.range(0, ROWS)
        .mapToObj(
            number -> record(score(String.valueOf(number), revision, "a", "b", 1.0 + revision)))
        .toList();
  }

  /** Bytes a row; written twice before, so that no page is imaged for its first change. */
  private long bytesARow(MillraceSinkTask task, String what, List<SinkRecord> records)
      throws SQLException {
    String before = host.text("select pg_current_wal_insert_lsn()");
    reporter.clear();
    task.put(records);
    long bytes =
        Long.parseLong(
            host.text(
                "select (pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '%s') / %d)::bigint"
                    .formatted(before, ROWS)));
    assertThat(reporter.rowsWritten()).isEqualTo(ROWS);
    System.out.printf("[log] %s: %d bytes of log a row%n", what, bytes);
    return bytes;
  }

  @Test
  void shouldLogLittleMoreThanTheValuesThatAreNew() throws SQLException {
    MillraceSinkTask task = start(wide(false));
    task.put(vectors(1, VECTORS));
    task.put(vectors(2, VECTORS));
    task.put(labels(2));

    long four = bytesARow(task, "four vectors of 384", vectors(3, VECTORS));
    long one = bytesARow(task, "one vector of four", vectors(4, List.of("v1")));
    long labels = bytesARow(task, "labels, of a row with four vectors", labels(3));

    // A new row version with the copies in its metadata, provenance, indexes; no old vector.
    assertThat(four - 4 * VECTOR_BYTES).as("beside four vectors").isLessThan(4_000);
    assertThat(one - VECTOR_BYTES).as("beside one vector").isLessThan(1_900);
    assertThat(labels).as("no vector").isLessThan(2_200);
  }

  @Test
  void shouldSayWhatIndexesCost() throws SQLException {
    MillraceSinkTask task = start(wide(true));
    task.put(vectors(1, VECTORS));
    task.put(vectors(2, VECTORS));

    long indexed =
        bytesARow(task, "one vector of four, two HNSW indexes", vectors(3, List.of("v1")));

    assertThat(indexed).isGreaterThan(VECTOR_BYTES);
  }

  @Test
  void shouldLogLittleMoreThanAScore() throws SQLException {
    host.run(
        "insert into matches (id, profile_id, suggested_profile_id)"
            + " select n, 'a', 'b' from generate_series(0, %d) n".formatted(ROWS - 1));
    MillraceSinkTask task = start(wide(false));
    task.put(scores(1));
    task.put(scores(2));

    long bytes = bytesARow(task, "a score with a context of 30 bytes", scores(3));

    assertThat(bytes).isLessThan(600);
  }
}
