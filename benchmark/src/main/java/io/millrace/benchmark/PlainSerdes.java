package io.millrace.benchmark;

import io.millrace.schemas.serde.AvroSerdes;
import io.millrace.schemas.serde.StoreSerde;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Serdes that need no registry. */
final class PlainSerdes implements AvroSerdes {
  @Override
  public <T extends SpecificRecord> Serde<T> specific(Schema schema) {
    return new StoreSerde<>(schema);
  }

  @Override
  public Serde<GenericRecord> generic() {
    throw new UnsupportedOperationException("Change events are not read here.");
  }
}
