package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.StackEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** What the topics hold of a row, for whoever wants to know why it is wrong. */
final class Evidence {
  private static final int SHORT = 1_500;

  private final StackEnvironment environment;
  private final Names names = Names.standard();

  Evidence(StackEnvironment environment) {
    this.environment = environment;
  }

  /** One line for each record about a profile, topic by topic, from the capture to the sink. */
  List<String> of(String key) {
    List<String> lines = new ArrayList<>();
    try (TopicReader reader = new TopicReader(environment.kafka());
        Deserializer<GenericRecord> deserializer =
            new RegistrySerdes(RegistrySettings.apicurio(environment.registryUrl()))
                .generic()
                .deserializer()) {
      for (String topic :
          List.of(
              names.cdcTopic("public", "profiles"),
              names.rowsTopic("profiles"),
              names.enrichedTopic(1, "profiles"),
              names.sinkReportsTopic(),
              names.failuresTopic())) {
        for (ConsumerRecord<byte[], byte[]> record : reader.readAll(topic)) {
          String recordKey = record.key() == null ? "" : new String(record.key(), UTF_8);
          if (recordKey.contains(key)) {
            lines.add(line(record, deserializer));
          }
        }
      }
    }
    return lines;
  }

  private static String line(
      ConsumerRecord<byte[], byte[]> record, Deserializer<GenericRecord> deserializer) {
    String value =
        record.value() == null
            ? "deleted"
            : deserializer.deserialize(record.topic(), record.value()).toString();
    return "%s-%d@%d %s %s"
        .formatted(
            record.topic(),
            record.partition(),
            record.offset(),
            Instant.ofEpochMilli(record.timestamp()),
            value.substring(0, Math.min(SHORT, value.length())));
  }
}
