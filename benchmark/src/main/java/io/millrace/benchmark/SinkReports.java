package io.millrace.benchmark;

import io.millrace.app.local.Installation;
import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.StackEnvironment;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What the sink said of each row that it wrote: the commit time of the row's cause and the end of
 * the transaction that wrote it.
 */
final class SinkReports {
  private SinkReports() {}

  /**
   * Reads the answers to changes of a table.
   *
   * @param since commit times before it are left out
   */
  static Answers read(Installation installation, String table, long since) {
    return read(installation, table, since, connector -> true);
  }

  /** The same of some connectors only. */
  static Answers read(
      Installation installation, String table, long since, Predicate<String> connectors) {
    StackEnvironment environment = installation.environment();
    RegistrySettings registry = RegistrySettings.apicurio(environment.registryUrl());
    Answers answers = new Answers();
    try (TopicReader reader = new TopicReader(environment.kafka());
        Deserializer<SinkReport> reports =
            new RegistrySerdes(registry)
                .<SinkReport>specific(SinkReport.getClassSchema())
                .deserializer()) {
      for (ConsumerRecord<byte[], byte[]> record :
          reader.readAll(installation.names().sinkReportsTopic())) {
        SinkReport report = reports.deserialize(record.topic(), record.value());
        if (connectors.test(report.getConnector())) {
          add(answers, report, table, since);
        }
      }
    }
    return answers;
  }

  private static void add(Answers answers, SinkReport report, String table, long since) {
    for (Freshness row : report.getFreshness()) {
      long committedAt = report.getAt() - row.getMillis();
      if (row.getTable().equals(table) && committedAt >= since) {
        answers.add(committedAt, report.getAt());
      }
    }
  }
}
