package io.millrace.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * How records reach the schema registry, in Confluent's wire format: a zero byte, the schema's id
 * in four bytes, Avro.
 *
 * <p>Apicurio's classes are the default; {@code io.confluent.kafka.serializers.KafkaAvroSerializer}
 * and its deserializer read and write the same bytes and may be named instead.
 *
 * @param url the registry's root, without a path, such as {@code http://127.0.0.1:8081}
 * @param serializerClass a Kafka serializer of Avro's specific records
 * @param deserializerClass its counterpart
 * @param client further properties of both, such as those of {@link RegistryLogin}; their values
 *     are never printed by {@link #toString()}
 */
public record RegistrySettings(
    String url, String serializerClass, String deserializerClass, Map<String, String> client) {
  public static final String APICURIO_SERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaSerializer";
  public static final String APICURIO_DESERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

  private static final String APICURIO_PATH = "/apis/registry/v2";
  private static final String CONFLUENT_PATH = "/apis/ccompat/v7";

  /** Copies the map. */
  public RegistrySettings {
    client = Map.copyOf(client);
  }

  /** Apicurio's own classes against the registry at this root, which asks for nothing. */
  public static RegistrySettings apicurio(String url) {
    return apicurio(url, Map.of());
  }

  /** Apicurio's own classes against the registry at this root. */
  public static RegistrySettings apicurio(String url, Map<String, String> client) {
    return new RegistrySettings(url, APICURIO_SERIALIZER, APICURIO_DESERIALIZER, client);
  }

  /** Where the registry answers Confluent's protocol. */
  public static String confluentUrl(String url) {
    return url + CONFLUENT_PATH;
  }

  /** Where the registry answers Apicurio's own protocol. */
  public static String apicurioUrl(String url) {
    return url + APICURIO_PATH;
  }

  Map<String, Object> properties(boolean specific) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("apicurio.registry.url", apicurioUrl(url));
    properties.put("apicurio.registry.as-confluent", true);
    properties.put("apicurio.registry.use-id", "contentId");
    properties.put("apicurio.registry.headers.enabled", false);
    properties.put("apicurio.registry.auto-register", true);
    properties.put("apicurio.registry.use-specific-avro-reader", specific);
    properties.put("apicurio.registry.schema-resolver", RememberingSchemaResolver.class.getName());
    properties.put(
        "apicurio.registry.avro-datum-provider", RememberingDatumProvider.class.getName());
    properties.put("schema.registry.url", confluentUrl(url));
    properties.put("specific.avro.reader", specific);
    properties.putAll(client);
    return properties;
  }

  @Override
  public String toString() {
    return url + " by " + serializerClass + " with " + new TreeSet<>(client.keySet());
  }
}
