package io.millrace.schemas.serde;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.apicurio.registry.resolver.DefaultSchemaResolver;
import io.apicurio.registry.resolver.SchemaLookupResult;
import io.apicurio.registry.resolver.SchemaParser;
import io.apicurio.registry.resolver.data.Record;
import io.apicurio.registry.serde.data.KafkaSerdeMetadata;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;

/**
 * Apicurio's resolver, asked once for each schema and topic instead of once for each record.
 *
 * <p>The resolver looks its own cache up by the schema's text, which it writes anew for every
 * record: a seventh of the processor time of a rescoring. What is known is asked again after as
 * long a time as the resolver's own cache keeps it. Threadsafe as the resolver is.
 *
 * @param <T> what is serialized
 */
public final class RememberingSchemaResolver<T> extends DefaultSchemaResolver<Schema, T> {
  private Cache<Use, SchemaLookupResult<Schema>> known = Caffeine.newBuilder().build();

  /** Schemas that are equal but for documentation are registered as what they are. */
  private record Use(String topic, boolean isKey, Schema schema) {}

  @Override
  public void configure(Map<String, ?> configuration, SchemaParser<Schema, T> parser) {
    super.configure(configuration, parser);
    known = Caffeine.newBuilder().expireAfterWrite(config.getCheckPeriod()).build();
  }

  @Override
  public SchemaLookupResult<Schema> resolveSchema(Record<T> record) {
    if (record.payload() instanceof GenericContainer container
        && record.metadata() instanceof KafkaSerdeMetadata metadata) {
      return known.get(
          new Use(metadata.getTopic(), metadata.isKey(), container.getSchema()),
          use -> super.resolveSchema(record));
    }
    return super.resolveSchema(record);
  }

  @Override
  public void reset() {
    super.reset();
    known.invalidateAll();
  }
}
