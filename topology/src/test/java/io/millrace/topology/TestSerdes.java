package io.millrace.topology;

import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.schemas.serde.StoreSerde;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes without a registry; a generic record carries its schema along. */
final class TestSerdes implements AvroSerdes {
  @Override
  public <T extends SpecificRecord> Serde<T> specific(Schema schema) {
    return new StoreSerde<>(schema);
  }

  @Override
  public Serde<GenericRecord> generic() {
    return Serdes.serdeFrom(
        (topic, record) -> record == null ? null : write(record),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(GenericRecord value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(value.getSchema()))) {
      writer.create(value.getSchema(), bytes);
      writer.append(value);
      writer.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericRecord read(byte[] bytes) {
    try (DataFileStream<GenericRecord> stream =
        new DataFileStream<>(new ByteArrayInputStream(bytes), new GenericDatumReader<>())) {
      return stream.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
