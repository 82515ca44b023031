package io.millrace.schemas.serde;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;

/**
 * Makes one reader for each schema instead of one for each record, since a new reader resolves the
 * schema of the writer against that of the reader anew. Avro's readers are threadsafe.
 *
 * @param <T> what is read
 */
public final class RememberingDatumProvider<T> extends DefaultAvroDatumProvider<T> {
  private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();

  @Override
  public DatumReader<T> createDatumReader(Schema schema) {
    return readers.computeIfAbsent(schema, super::createDatumReader);
  }
}
