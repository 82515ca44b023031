package io.millrace.schemas;

import io.millrace.schemas.store.MatchReference;
import io.millrace.schemas.store.OpenReread;
import io.millrace.schemas.store.PendingScores;
import io.millrace.schemas.store.RowMemory;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.ScoredMatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** The schemas of this build, by full name. */
final class Contracts {
  /** Records of topics that are read outside the application that writes them. */
  static final List<Schema> TOPICS =
      List.of(
          Row.getClassSchema(),
          EnrichedRow.getClassSchema(),
          Features.getClassSchema(),
          Score.getClassSchema(),
          Failure.getClassSchema(),
          WorkStatus.getClassSchema(),
          SinkReport.getClassSchema(),
          Truncate.getClassSchema(),
          Reread.getClassSchema(),
          Pause.getClassSchema());

  /** Records of state stores, which survive an upgrade of the application. */
  static final List<Schema> STORES =
      List.of(
          RowWork.getClassSchema(),
          RowMemory.getClassSchema(),
          MatchReference.getClassSchema(),
          PendingScores.getClassSchema(),
          ScoredMatch.getClassSchema(),
          OpenReread.getClassSchema(),
          Pause.getClassSchema());

  private Contracts() {}

  /** Every record and enum that the given schemas are made of, themselves included. */
  static Map<String, Schema> named(List<Schema> roots) {
    Map<String, Schema> found = new TreeMap<>();
    Deque<Schema> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Schema schema = open.remove();
      switch (schema.getType()) {
        case RECORD -> {
          if (found.put(schema.getFullName(), schema) == null) {
            schema.getFields().forEach(field -> open.add(field.schema()));
          }
        }
        case ENUM -> found.put(schema.getFullName(), schema);
        case ARRAY -> open.add(schema.getElementType());
        case MAP -> open.add(schema.getValueType());
        case UNION -> open.addAll(schema.getTypes());
        default -> {}
      }
    }
    return found;
  }
}
