package io.millrace.sink;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Score;
import io.millrace.schemas.TaskResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Results and scores, and the records in which Connect's Avro converter hands them over. */
final class Records {
  static final String PROFILES_TOPIC = "millrace.enriched.g1.profiles";
  static final String SCORES_TOPIC = "millrace.scores.g1";
  static final long CAUSED_AT = 1_700_000_000_000L;

  private static final Schema RESULT =
      resultSchema()
          .field("tokens", Schema.INT32_SCHEMA)
          .field("marks", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .build();

  private static final Schema ROW = rowSchema(RESULT);

  /** A result as it was before there were marks. */
  private static final Schema RESULT_WITHOUT_MARKS = resultSchema().build();

  private static final Schema SCORE = scoreSchema();

  private Records() {}

  private static SchemaBuilder resultSchema() {
    return SchemaBuilder.struct()
        .field("column", Schema.STRING_SCHEMA)
        .field("inputHash", Schema.STRING_SCHEMA)
        .field("taskVersion", Schema.STRING_SCHEMA)
        .field("model", Schema.STRING_SCHEMA)
        .field("revision", Schema.INT64_SCHEMA)
        .field("vector", Schema.OPTIONAL_BYTES_SCHEMA)
        .field("json", Schema.OPTIONAL_STRING_SCHEMA)
        .field("truncated", Schema.BOOLEAN_SCHEMA)
        .field("computedAt", Schema.INT64_SCHEMA);
  }

  private static Schema rowSchema(Schema result) {
    return SchemaBuilder.struct()
        .field("table", Schema.STRING_SCHEMA)
        .field("key", Schema.STRING_SCHEMA)
        .field("generation", Schema.INT32_SCHEMA)
        .field("epoch", Schema.INT32_SCHEMA)
        .field("revision", Schema.INT64_SCHEMA)
        .field("results", SchemaBuilder.array(result).build())
        .field("changed", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
        .field("reasserted", Schema.BOOLEAN_SCHEMA)
        .field("causedAt", Schema.INT64_SCHEMA)
        .build();
  }

  private static Schema scoreSchema() {
    SchemaBuilder builder =
        SchemaBuilder.struct()
            .field("key", Schema.STRING_SCHEMA)
            .field("generation", Schema.INT32_SCHEMA)
            .field("epoch", Schema.INT32_SCHEMA)
            .field("revision", Schema.INT64_SCHEMA)
            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
            .field("b", Schema.OPTIONAL_STRING_SCHEMA);
    for (String name :
        List.of("scoreAb", "scoreBa", "harmonicMean", "intent", "synergy", "momentum", "context")) {
      builder.field(name, Schema.OPTIONAL_FLOAT64_SCHEMA);
    }
    return builder
        .field("explanation", Schema.STRING_SCHEMA)
        .field("causedAt", Schema.INT64_SCHEMA)
        .build();
  }

  /** A vector result of a column for a text. */
  static TaskResult vector(String column, @Nullable String text, long revision, float... values) {
    return result(column, Arrays.asList(text), revision, PackedVector.pack(values), null);
  }

  /** The result of a blank text. */
  static TaskResult blank(String column, @Nullable String text, long revision) {
    return result(column, Arrays.asList(text), revision, null, null);
  }

  /** Labels of a column for the texts of its inputs. */
  static TaskResult json(String column, List<@Nullable String> texts, long revision, String json) {
    return result(column, texts, revision, null, json);
  }

  private static TaskResult result(
      String column,
      List<@Nullable String> texts,
      long revision,
      @Nullable ByteBuffer vector,
      @Nullable String json) {
    return TaskResult.newBuilder()
        .setColumn(column)
        .setInputHash(InputHash.of(texts))
        .setTaskVersion("0123456789abcdef")
        .setModel("test/model")
        .setRevision(revision)
        .setVector(vector)
        .setJson(json)
        .setTruncated(false)
        .setComputedAt(CAUSED_AT)
        .build();
  }

  static EnrichedRow row(String key, TaskResult... results) {
    return row(1, 1, key, results);
  }

  static EnrichedRow row(int generation, int epoch, String key, TaskResult... results) {
    long revision = Arrays.stream(results).mapToLong(TaskResult::getRevision).max().orElse(1);
    return new EnrichedRow(
        "profiles",
        key,
        generation,
        epoch,
        revision,
        List.of(results),
        List.of(),
        false,
        CAUSED_AT);
  }

  static Score score(
      String key, long revision, @Nullable String a, @Nullable String b, @Nullable Double value) {
    String explanation = value == null ? "{\"reason\":\"no vectors\"}" : "{\"ab\":{\"x\":1.0}}";
    return Score.newBuilder()
        .setKey(key)
        .setGeneration(1)
        .setEpoch(1)
        .setRevision(revision)
        .setA(a)
        .setB(b)
        .setScoreAb(value)
        .setScoreBa(value)
        .setHarmonicMean(value)
        .setIntent(null)
        .setSynergy(value == null ? null : value / 10)
        .setMomentum(null)
        .setContext(null)
        .setExplanation(explanation)
        .setCausedAt(CAUSED_AT)
        .build();
  }

  static SinkRecord record(EnrichedRow row) {
    return record(row, ROW, RESULT);
  }

  /** The record as a version before there were marks wrote it. */
  static SinkRecord recordWithoutMarks(EnrichedRow row) {
    return record(row, rowSchema(RESULT_WITHOUT_MARKS), RESULT_WITHOUT_MARKS);
  }

  private static SinkRecord record(EnrichedRow row, Schema schema, Schema results) {
    Struct value =
        new Struct(schema)
            .put("table", row.getTable())
            .put("key", row.getKey())
            .put("generation", row.getGeneration())
            .put("epoch", row.getEpoch())
            .put("revision", row.getRevision())
            .put(
                "results",
                row.getResults().stream().map(result -> struct(result, results)).toList())
            .put("changed", row.getChanged())
            .put("reasserted", row.getReasserted())
            .put("causedAt", row.getCausedAt());
    return record(PROFILES_TOPIC, row.getKey(), value);
  }

  private static Struct struct(TaskResult result, Schema schema) {
    Struct struct =
        new Struct(schema)
            .put("column", result.getColumn())
            .put("inputHash", result.getInputHash())
            .put("taskVersion", result.getTaskVersion())
            .put("model", result.getModel())
            .put("revision", result.getRevision())
            .put("vector", result.getVector())
            .put("json", result.getJson())
            .put("truncated", result.getTruncated())
            .put("computedAt", result.getComputedAt());
    return schema == RESULT
        ? struct.put("tokens", result.getTokens()).put("marks", result.getMarks())
        : struct;
  }

  static SinkRecord record(Score score) {
    Struct value =
        new Struct(SCORE)
            .put("key", score.getKey())
            .put("generation", score.getGeneration())
            .put("epoch", score.getEpoch())
            .put("revision", score.getRevision())
            .put("a", score.getA())
            .put("b", score.getB())
            .put("scoreAb", score.getScoreAb())
            .put("scoreBa", score.getScoreBa())
            .put("harmonicMean", score.getHarmonicMean())
            .put("intent", score.getIntent())
            .put("synergy", score.getSynergy())
            .put("momentum", score.getMomentum())
            .put("context", score.getContext())
            .put("explanation", score.getExplanation())
            .put("causedAt", score.getCausedAt());
    return record(SCORES_TOPIC, score.getKey(), value);
  }

  static SinkRecord tombstone(String topic, String key) {
    return record(topic, key, null);
  }

  static SinkRecord record(String topic, @Nullable Object key, @Nullable Object value) {
    return new SinkRecord(topic, 0, Schema.STRING_SCHEMA, key, null, value, 0);
  }
}
