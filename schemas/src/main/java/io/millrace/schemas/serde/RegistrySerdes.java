package io.millrace.schemas.serde;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Serdes that register and fetch schemas with a registry. Threadsafe; the serdes are not. */
public final class RegistrySerdes implements AvroSerdes {
  private final RegistrySettings settings;

  public RegistrySerdes(RegistrySettings settings) {
    TrustedClasses.trustGenerated();
    this.settings = settings;
  }

  @Override
  public <T extends SpecificRecord> Serde<T> specific(Schema schema) {
    return serde(settings.properties(true));
  }

  @Override
  public Serde<GenericRecord> generic() {
    return serde(settings.properties(false));
  }

  @SuppressWarnings("unchecked") // the configured classes decide what they read and write
  private <T> Serde<T> serde(Map<String, Object> properties) {
    Serializer<T> serializer = (Serializer<T>) instantiate(settings.serializerClass());
    Deserializer<T> deserializer = (Deserializer<T>) instantiate(settings.deserializerClass());
    serializer.configure(properties, false);
    deserializer.configure(properties, false);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  private static Object instantiate(String className) {
    try {
      return Utils.newInstance(className, Object.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("serializer class " + className + " is not present", e);
    }
  }
}
