package io.millrace.topology.runtime;

import io.millrace.schemas.RecordSize;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Properties of the engine, one place for all of them.
 *
 * <p>Exactly-once is needed: with less, the memory that an input is done could survive a crash that
 * lost its result. Static membership with a short session timeout makes a restart after a kill take
 * about a second instead of most of a minute; the classic group protocol has it, the protocol
 * "streams" of 4.3 refuses it and ignores the number of standby replicas. Models are called off the
 * stream thread, so that the transaction's time-out bounds engine work only.
 */
public final class StreamsProperties {
  private static final int POLL_MILLIS = 10;
  private static final int LINGER_MILLIS = 50;
  private static final int BATCH_BYTES = 128 * 1024;
  private static final long PROBING_INTERVAL_MILLIS = 60_000;

  /** Beyond it the group takes a thread for dead, and so does the health page. Kafka's default. */
  static final Duration LONGEST_POLL = Duration.ofMinutes(5);

  /** Kafka's constant of it is deprecated already: it is to be the rule with version 5. */
  private static final String HANDLER_FOR_GLOBAL_STORES =
      "processing.exception.handler.global.enabled";

  private StreamsProperties() {}

  /** Properties of one application of an instance. */
  public static Properties of(MillraceConfig config, String applicationId) {
    Properties properties = base(applicationId);
    properties.putAll(config.kafkaClient());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicationFactor());
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG),
        config.changelogSegmentBytes());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        applicationId + "-" + config.instance());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) config.sessionTimeout().toMillis());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) config.sessionTimeout().dividedBy(5).toMillis());
    // Where a transaction of a killed instance is open, nobody else may read its offsets.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) config.transactionTimeout().toMillis());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
    properties.put(SharedRocksMemory.BYTES, config.storeMemoryBytes());
    properties.put(FailureTopicHandler.FAILURES_TOPIC, config.names().failuresTopic());
    properties.put(FailureTopicHandler.CONFIG, config);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, FailureTopicHandler.class);
    return properties;
  }

  /** What holds for every application wherever it runs; tests build topologies with it too. */
  public static Properties base(String applicationId) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // A table's topic is its store's changelog: features are kept once a partition, not twice.
    properties.put(
        StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
    // A new instance first copies the state of the tasks that it is to take, and takes them at the
    // next look after that: ten minutes later by default.
    properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_INTERVAL_MILLIS);
    // There is no global store; without it each start warns of it ten times.
    properties.put(HANDLER_FOR_GLOBAL_STORES, true);
    properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), RecordSize.LARGEST_BYTES);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        RecordSize.LARGEST_BYTES);
    // Nobody reads a record before its transaction is committed, which sends what lingers; waiting
    // costs nothing, and small batches cost a buffer of the compression each.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        (int) LONGEST_POLL.toMillis());
    return properties;
  }
}
