package io.millrace.sink;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Score;
import io.millrace.schemas.TaskResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads Connect's structs back into the records of {@code schemas}. */
final class StructReader {
  private StructReader() {}

  /**
   * @throws DataException if the value is not an enriched row
   */
  static EnrichedRow enrichedRow(@Nullable Object value) {
    Struct struct = struct(value);
    return EnrichedRow.newBuilder()
        .setTable(text(struct, "table"))
        .setKey(text(struct, "key"))
        .setGeneration(integer(struct, "generation"))
        .setEpoch(integer(struct, "epoch"))
        .setRevision(number(struct, "revision"))
        .setResults(results(struct))
        .setChanged(List.of())
        .setReasserted(false)
        .setCausedAt(number(struct, "causedAt"))
        .build();
  }

  /**
   * @throws DataException if the value is not a score
   */
  static Score score(@Nullable Object value) {
    Struct struct = struct(value);
    return Score.newBuilder()
        .setKey(text(struct, "key"))
        .setGeneration(integer(struct, "generation"))
        .setEpoch(integer(struct, "epoch"))
        .setRevision(number(struct, "revision"))
        .setA(struct.getString("a"))
        .setB(struct.getString("b"))
        .setScoreAb(struct.getFloat64("scoreAb"))
        .setScoreBa(struct.getFloat64("scoreBa"))
        .setHarmonicMean(struct.getFloat64("harmonicMean"))
        .setIntent(struct.getFloat64("intent"))
        .setSynergy(struct.getFloat64("synergy"))
        .setMomentum(struct.getFloat64("momentum"))
        .setContext(struct.getFloat64("context"))
        .setExplanation(text(struct, "explanation"))
        .setCausedAt(number(struct, "causedAt"))
        .build();
  }

  private static List<TaskResult> results(Struct struct) {
    List<Object> elements = struct.getArray("results");
    List<TaskResult> results = new ArrayList<>();
    for (Object element : present(elements, "results")) {
      results.add(result(struct(element)));
    }
    return results;
  }

  private static TaskResult result(Struct struct) {
    byte[] vector = struct.getBytes("vector");
    return TaskResult.newBuilder()
        .setColumn(text(struct, "column"))
        .setInputHash(text(struct, "inputHash"))
        .setTaskVersion(text(struct, "taskVersion"))
        .setModel(text(struct, "model"))
        .setRevision(number(struct, "revision"))
        .setVector(vector == null ? null : ByteBuffer.wrap(vector))
        .setJson(struct.getString("json"))
        .setTruncated(truth(struct, "truncated"))
        .setComputedAt(0)
        .setMarks(marks(struct))
        .build();
  }

  /** Records of a version before there were marks have none. */
  private static List<String> marks(Struct struct) {
    if (struct.schema().field("marks") == null) {
      return List.of();
    }
    List<String> marks = struct.getArray("marks");
    return present(marks, "marks");
  }

  private static boolean truth(Struct struct, String field) {
    return present(struct.getBoolean(field), field);
  }

  private static Struct struct(@Nullable Object value) {
    if (value instanceof Struct struct) {
      return struct;
    }
    throw new DataException("the value is not a record with a schema");
  }

  private static String text(Struct struct, String field) {
    return present(struct.getString(field), field);
  }

  private static int integer(Struct struct, String field) {
    return present(struct.getInt32(field), field);
  }

  private static long number(Struct struct, String field) {
    return present(struct.getInt64(field), field);
  }

  private static <T> T present(@Nullable T value, String field) {
    if (value == null) {
      throw new DataException("field '" + field + "' is missing");
    }
    return value;
  }
}
