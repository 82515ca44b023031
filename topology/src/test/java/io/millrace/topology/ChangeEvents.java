package io.millrace.topology;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes change events as Debezium does; each stands 100 bytes of log after the one before. */
final class ChangeEvents {
  /** What Debezium writes for a value that was not touched. */
  static final String PLACEHOLDER = "placeholder-7d1f";

  private static final long LOG_BYTES_PER_EVENT = 100;
  private static final Schema SOURCE =
      SchemaBuilder.record("Source")
          .fields()
          .requiredLong("ts_ms")
          .optionalLong("lsn")
          .optionalString("origin")
          .optionalString("snapshot")
          .endRecord();

  private long lsn = 1_000;
  private final Schema row;
  private final Schema envelope;

  /**
   * @param columns captured columns, all of them texts
   */
  ChangeEvents(String... columns) {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("Value").fields();
    for (String column : columns) {
      fields = fields.optionalString(column);
    }
    row = fields.endRecord();
    envelope =
        SchemaBuilder.record("Envelope")
            .fields()
            .name("before")
            .type(SchemaBuilder.unionOf().nullType().and().type(row).endUnion())
            .noDefault()
            .name("after")
            .type(Schema.createUnion(Schema.create(Schema.Type.NULL), row))
            .noDefault()
            .name("source")
            .type(SOURCE)
            .noDefault()
            .requiredString("op")
            .endRecord();
  }

  /** Position of the last event. */
  long lsn() {
    return lsn;
  }

  GenericRecord create(long committedAt, Map<String, @Nullable String> columns) {
    return event("c", committedAt, columns, nextLsn(), null);
  }

  GenericRecord snapshot(long committedAt, Map<String, @Nullable String> columns) {
    return event("r", committedAt, columns, nextLsn(), null);
  }

  /** A row that an incremental snapshot read: Debezium tells no position of it. */
  GenericRecord reread(long readAt, Map<String, @Nullable String> columns) {
    GenericRecord event = event("r", readAt, columns, 0, null);
    GenericRecord source = (GenericRecord) event.get("source");
    source.put("lsn", null);
    source.put("snapshot", "incremental");
    return event;
  }

  GenericRecord update(long committedAt, Map<String, @Nullable String> columns) {
    return event("u", committedAt, columns, nextLsn(), null);
  }

  GenericRecord updateAt(long lsnOfEvent, long committedAt, Map<String, @Nullable String> columns) {
    return event("u", committedAt, columns, lsnOfEvent, null);
  }

  GenericRecord echo(long committedAt, Map<String, @Nullable String> columns, String origin) {
    return event("u", committedAt, columns, nextLsn(), origin);
  }

  GenericRecord delete(long committedAt) {
    return event("d", committedAt, null, nextLsn(), null);
  }

  GenericRecord truncate(long committedAt) {
    return event("t", committedAt, null, nextLsn(), null);
  }

  private long nextLsn() {
    lsn += LOG_BYTES_PER_EVENT;
    return lsn;
  }

  private GenericRecord event(
      String operation,
      long committedAt,
      @Nullable Map<String, @Nullable String> columns,
      long position,
      @Nullable String origin) {
    GenericRecord source = new GenericData.Record(SOURCE);
    source.put("ts_ms", committedAt);
    source.put("lsn", position);
    source.put("origin", origin);
    GenericRecord event = new GenericData.Record(envelope);
    event.put("source", source);
    event.put("op", operation);
    event.put("after", columns == null ? null : after(columns));
    return event;
  }

  private GenericRecord after(Map<String, @Nullable String> columns) {
    GenericRecord after = new GenericData.Record(row);
    new TreeMap<>(columns).forEach(after::put);
    return after;
  }
}
