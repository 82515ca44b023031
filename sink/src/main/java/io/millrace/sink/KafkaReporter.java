package io.millrace.sink;

import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureKey;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports through a producer of the task's own. To be used by one thread. */
final class KafkaReporter implements Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReporter.class);

  /** Short, so that a broker that is away holds up no write to the database. */
  private static final int BLOCK_MILLIS = 5_000;

  private static final int DELIVERY_MILLIS = 20_000;
  private static final int REQUEST_MILLIS = 10_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final SinkSettings settings;
  private final Producer<String, SpecificRecord> producer;

  KafkaReporter(SinkSettings settings, Producer<String, SpecificRecord> producer) {
    this.settings = settings;
    this.producer = producer;
  }

  static KafkaReporter connect(SinkSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(
        ProducerConfig.CLIENT_ID_CONFIG, settings.connectorName() + "-reports-" + settings.task());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    properties.putAll(settings.producerOverrides());
    Serializer<SpecificRecord> values =
        new RegistrySerdes(
                RegistrySettings.apicurio(settings.registryUrl(), settings.registryClient()))
            .<SpecificRecord>specific(SinkReport.getClassSchema())
            .serializer();
    return new KafkaReporter(
        settings, new KafkaProducer<>(properties, new StringSerializer(), values));
  }

  @Override
  public void report(BatchSummary summary) {
    SinkReport report =
        new SinkReport(
            settings.connectorName(),
            settings.task(),
            summary.committedAt(),
            summary.rowsWritten(),
            summary.valuesWritten(),
            summary.tallies(),
            summary.freshness(),
            summary.taskFreshness());
    String key = settings.connectorName() + "/" + settings.task();
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(settings.reportsTopic(), key, report),
              (metadata, error) -> {
                if (error != null) {
                  logUnreported(error);
                }
              });
    } catch (RuntimeException e) {
      // The registry's client throws its own unchecked types; the write stands all the same.
      logUnreported(e);
    }
  }

  private static void logUnreported(Exception error) {
    LOG.warn("A batch was written but its report was not sent: {}", error.toString());
  }

  @Override
  public void fail(Failure failure) {
    String key =
        FailureKey.of(
            failure.getTable(), failure.getKey(), failure.getColumn(), failure.getGeneration());
    try {
      producer.send(new ProducerRecord<>(settings.failuresTopic(), key, failure)).get();
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted while a failure was being listed", e);
    } catch (ExecutionException | RuntimeException e) {
      throw new RetriableException(
          "the failure of "
              + key
              + " could not be written to "
              + settings.failuresTopic()
              + "; the batch will be tried again",
          e);
    }
  }

  @Override
  public void close() {
    try {
      producer.close(CLOSE);
    } catch (KafkaException e) {
      LOG.warn("The producer of reports did not close cleanly: {}", e.toString());
    }
  }
}
