package io.millrace.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.demo.DemoSummary.Percentiles;
import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.Names;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.KafkaAccess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what the pipeline says of itself: the sink's reports and the failure list. */
final class PipelineRecords {
  private static final double MILLIS = 1_000.0;
  private static final double SLOW = 0.99;

  private final KafkaAccess kafka;
  private final RegistrySettings registry;
  private final Names names;

  PipelineRecords(KafkaAccess kafka, RegistrySettings registry, Names names) {
    this.kafka = kafka;
    this.registry = registry;
    this.names = names;
  }

  /** Entries of the failure list. */
  long failures() {
    try (TopicReader reader = new TopicReader(kafka)) {
      return reader.readAll(names.failuresTopic()).stream()
          .map(record -> new String(record.key(), UTF_8))
          .distinct()
          .count();
    }
  }

  /**
   * Freshness of rows written since a moment, matches aside.
   *
   * @param tables names of the tables that count
   * @param since milliseconds since 1970; if nothing was written since, the last day counts
   */
  Percentiles freshness(List<String> tables, long since) {
    List<Long> all = new ArrayList<>();
    List<Long> recent = new ArrayList<>();
    for (SinkReport report : reports()) {
      for (Freshness freshness : report.getFreshness()) {
        if (tables.contains(freshness.getTable())) {
          all.add(freshness.getMillis());
          if (report.getAt() >= since) {
            recent.add(freshness.getMillis());
          }
        }
      }
    }
    List<Long> counted = recent.isEmpty() ? all : recent;
    Collections.sort(counted);
    return new Percentiles(percentile(counted, 0.5), percentile(counted, SLOW));
  }

  private List<SinkReport> reports() {
    try (TopicReader reader = new TopicReader(kafka);
        Deserializer<SinkReport> deserializer =
            new RegistrySerdes(registry)
                .<SinkReport>specific(SinkReport.getClassSchema())
                .deserializer()) {
      List<SinkReport> reports = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : reader.readAll(names.sinkReportsTopic())) {
        reports.add(deserializer.deserialize(record.topic(), record.value()));
      }
      return reports;
    }
  }

  private static double percentile(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / MILLIS;
  }
}
