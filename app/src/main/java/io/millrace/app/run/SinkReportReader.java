package io.millrace.app.run;

import io.millrace.schemas.SinkReport;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.topology.runtime.MillraceConfig;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the sinks' reports from its start on, on a thread of its own. */
final class SinkReportReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkReportReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final MillraceConfig config;
  private final Consumer<SinkReport> receiver;
  private final KafkaConsumer<String, SinkReport> consumer;
  private final Thread thread = new Thread(this::follow, "millrace-sink-reports");
  private volatile boolean isClosed;

  SinkReportReader(MillraceConfig config, Consumer<SinkReport> receiver) {
    this.config = config;
    this.receiver = receiver;
    Serde<SinkReport> reports =
        new RegistrySerdes(config.registry()).specific(SinkReport.getClassSchema());
    Properties properties = new Properties();
    properties.putAll(config.kafkaClient());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    consumer = new KafkaConsumer<>(properties, new StringDeserializer(), reports.deserializer());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void follow() {
    while (!isClosed) {
      try {
        assignAll();
        while (!isClosed) {
          for (ConsumerRecord<String, SinkReport> report : consumer.poll(POLL)) {
            receiver.accept(report.value());
          }
        }
      } catch (WakeupException e) {
        LOG.debug("woken to close");
      } catch (RuntimeException e) {
        LOG.warn("Reports of the sink cannot be read ({}); trying again", e.toString());
        pause();
      }
    }
    consumer.close();
  }

  private void assignAll() {
    String topic = config.names().sinkReportsTopic();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // what is reported from now on counts
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isClosed = true;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    consumer.wakeup();
    try {
      thread.join(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
