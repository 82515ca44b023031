package io.millrace.topology.rows;

import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Reads Debezium's envelope. Threadsafe. */
final class ChangeEventReader {
  /** How Debezium marks rows that it read because of a signal. */
  private static final String INCREMENTAL = "incremental";

  private final ColumnText columnText;
  private final int epoch;
  private final String ownOrigin;

  /**
   * @param placeholder Debezium's {@code unavailable.value.placeholder}
   * @param epoch source epoch that positions count in
   * @param ownOrigin beginning of the replication origins that our sink's sessions use
   */
  ChangeEventReader(String placeholder, int epoch, String ownOrigin) {
    this.columnText = new ColumnText(placeholder);
    this.epoch = epoch;
    this.ownOrigin = ownOrigin;
  }

  /**
   * Reads one event.
   *
   * @return empty for events that are no change of a row, such as logical messages
   * @throws UnreadableEventException where a part of the envelope is missing
   */
  Optional<ChangeEvent> read(GenericRecord envelope) {
    GenericRecord source = (GenericRecord) required(envelope, "source");
    SourcePosition position = new SourcePosition(epoch, longOf(field(source, "lsn"), 0));
    long committedAt = longOf(required(source, "ts_ms"), 0);
    return switch (String.valueOf(required(envelope, "op"))) {
      case "r" -> upsert(envelope, source, RowOperation.SNAPSHOT, position, committedAt);
      case "c" -> upsert(envelope, source, RowOperation.CREATE, position, committedAt);
      case "u" -> upsert(envelope, source, RowOperation.UPDATE, position, committedAt);
      case "d" -> Optional.of(new ChangeEvent.Delete(position, committedAt));
      case "t" -> Optional.of(new ChangeEvent.Emptied(position, committedAt));
      default -> Optional.empty();
    };
  }

  private Optional<ChangeEvent> upsert(
      GenericRecord envelope,
      GenericRecord source,
      RowOperation operation,
      SourcePosition position,
      long committedAt) {
    GenericRecord after = (GenericRecord) required(envelope, "after");
    SortedMap<String, ColumnValue> columns = new TreeMap<>();
    for (Schema.Field column : after.getSchema().getFields()) {
      columns.put(column.name(), columnText.read(after.get(column.pos())));
    }
    Object origin = field(source, "origin");
    boolean ours =
        !ownOrigin.isEmpty() && origin != null && origin.toString().startsWith(ownOrigin);
    boolean isReread = INCREMENTAL.equals(String.valueOf(field(source, "snapshot")));
    return Optional.of(
        new ChangeEvent.Upsert(operation, columns, position, committedAt, ours, isReread));
  }

  private static Object required(GenericRecord record, String name) {
    Object value = field(record, name);
    if (value == null) {
      throw new UnreadableEventException("the event has no '" + name + "'");
    }
    return value;
  }

  private static @Nullable Object field(GenericRecord record, String name) {
    Schema.Field field = record.getSchema().getField(name);
    return field == null ? null : record.get(field.pos());
  }

  private static long longOf(@Nullable Object value, long otherwise) {
    return value instanceof Number number ? number.longValue() : otherwise;
  }
}
