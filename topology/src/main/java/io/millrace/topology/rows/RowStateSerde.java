package io.millrace.topology.rows;

import io.millrace.schemas.Row;
import io.millrace.schemas.SourcePosition;
import io.millrace.schemas.serde.StoreSerde;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Epoch in 4 bytes, log position in 8, then the row as Avro; nothing for a deleted row. */
final class RowStateSerde implements Serde<RowState> {
  private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;
  private final StoreSerde<Row> rows = new StoreSerde<>(Row.getClassSchema());

  @Override
  public Serializer<RowState> serializer() {
    return (topic, state) -> write(topic, state);
  }

  @Override
  public Deserializer<RowState> deserializer() {
    return (topic, bytes) -> read(topic, bytes);
  }

  private byte @Nullable [] write(String topic, @Nullable RowState state) {
    if (state == null) {
      return null;
    }
    byte[] row =
        state.row() == null ? new byte[0] : rows.serializer().serialize(topic, state.row());
    return ByteBuffer.allocate(HEADER_BYTES + row.length)
        .putInt(state.position().getEpoch())
        .putLong(state.position().getLsn())
        .put(row)
        .array();
  }

  private @Nullable RowState read(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    SourcePosition position = new SourcePosition(buffer.getInt(), buffer.getLong());
    if (!buffer.hasRemaining()) {
      return RowState.deleted(position);
    }
    byte[] row = new byte[buffer.remaining()];
    buffer.get(row);
    return new RowState(position, rows.deserializer().deserialize(topic, row));
  }
}
