package io.millrace.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Serdes of the topics that are read outside the application that writes them. */
public interface AvroSerdes {
  /** Serde of a generated class, for record values. */
  <T extends SpecificRecord> Serde<T> specific(Schema schema);

  /** Serde of records whose schema only their writer knows, such as Debezium's, for values. */
  Serde<GenericRecord> generic();
}
