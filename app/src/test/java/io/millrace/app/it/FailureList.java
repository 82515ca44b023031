package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Failure;
import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.StackEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** What the pipeline says could not be enriched. */
final class FailureList {
  private FailureList() {}

  /** The latest entry of each task of each row. */
  static List<Failure> read(StackEnvironment environment) {
    String topic = Names.standard().failuresTopic();
    Map<String, Failure> latest = new LinkedHashMap<>();
    try (TopicReader reader = new TopicReader(environment.kafka());
        Deserializer<Failure> deserializer =
            new RegistrySerdes(RegistrySettings.apicurio(environment.registryUrl()))
                .<Failure>specific(Failure.getClassSchema())
                .deserializer()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.readAll(topic)) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        if (record.value() == null) {
          latest.remove(key);
        } else {
          latest.put(key, deserializer.deserialize(topic, record.value()));
        }
      }
    }
    return new ArrayList<>(latest.values());
  }
}
