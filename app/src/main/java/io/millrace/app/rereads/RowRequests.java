package io.millrace.app.rereads;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.local.Registry;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.schemas.ReplayOrder;
import io.millrace.schemas.Reread;
import io.millrace.schemas.RereadReason;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.KafkaAccess;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import io.millrace.stack.StackEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for rows to be read again from their tables, whatever is remembered of them.
 *
 * <p>The application that assembles rows keeps each request until its row was read or is gone; see
 * {@code millrace lag}, stage rows. Not threadsafe.
 */
public final class RowRequests implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** What has to run so that a request is answered. */
  private static final Set<PartName> NEEDED =
      EnumSet.of(
          PartName.POSTGRES, PartName.KAFKA, PartName.REGISTRY, PartName.CONNECT, PartName.STREAMS);

  private final Producer<String, Reread> producer;
  private final String topic;
  private final Set<String> tables;
  private final Clock clock;

  /**
   * @param tables names of the captured tables, without their schema
   */
  RowRequests(Producer<String, Reread> producer, String topic, Set<String> tables, Clock clock) {
    this.producer = producer;
    this.topic = topic;
    this.tables = Set.copyOf(tables);
    this.clock = clock;
  }

  /**
   * Requests to the pipeline of an installation.
   *
   * @throws UserException if a part of it does not run
   */
  public static RowRequests open(Installation installation) {
    requireRunning(installation);
    StackEnvironment environment = installation.environment();
    return open(
        environment.kafka(),
        Registry.settings(environment),
        installation.names(),
        PlannedGeneration.active(installation).plan());
  }

  /**
   * Requests to a pipeline that is taken to run.
   *
   * @param plan names the tables that are captured
   */
  public static RowRequests open(
      KafkaAccess kafka, RegistrySettings registry, Names names, EnrichmentPlan plan) {
    Map<String, Object> properties = kafka.properties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    return new RowRequests(
        new KafkaProducer<>(
            properties,
            new StringSerializer(),
            new RegistrySerdes(registry).<Reread>specific(Reread.getClassSchema()).serializer()),
        names.rereadsTopic(),
        plan.capturedTables().stream().map(CapturedTable::name).collect(Collectors.toSet()),
        Clock.systemUTC());
  }

  private static void requireRunning(Installation installation) {
    String missing =
        installation.stack().status().stream()
            .filter(part -> NEEDED.contains(part.name()))
            .filter(part -> part.state() != PartState.RUNNING)
            .filter(part -> part.name() != PartName.POSTGRES || !installation.hasOwnDatabase())
            .map(part -> part.name().label())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw UserException.failure(
          "Rows can be read again only while the pipeline runs, and this does not: "
              + missing
              + "; start it with 'millrace up'.");
    }
  }

  /**
   * Asks for rows; returns when Kafka has all requests.
   *
   * @param rows of captured tables; a row that does not exist (any more) costs some vain attempts
   * @return how many were asked for
   * @throws UserException if a table is not captured, before anything is asked for; or if Kafka
   *     does not take the requests, some of which may have been taken by then
   */
  public long ask(Collection<RowAddress> rows, RereadReason reason) {
    return send(rows, reason, null);
  }

  /** Has rows handed out again as they are known; as {@link #ask} otherwise. */
  public long replay(Collection<RowAddress> rows, ReplayOrder order) {
    return send(rows, RereadReason.REPLAY, order);
  }

  private long send(Collection<RowAddress> rows, RereadReason reason, @Nullable ReplayOrder order) {
    for (RowAddress row : rows) {
      if (!tables.contains(row.table())) {
        throw UserException.usage(
            String.format(
                Locale.ROOT,
                "Table %s is not captured; the plan captures %s.",
                row.table(),
                tables));
      }
    }
    long now = clock.millis();
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (RowAddress row : rows) {
      Reread request = new Reread(row.table(), row.key(), reason, now, order);
      answers.add(producer.send(new ProducerRecord<>(topic, row.key(), request)));
    }
    producer.flush();
    answers.forEach(RowRequests::await);
    return rows.size();
  }

  private static void await(Future<RecordMetadata> answer) {
    try {
      answer.get();
    } catch (ExecutionException | KafkaException e) {
      throw UserException.failure(
          "Kafka did not take the requests; run the command again: it is harmless to ask twice.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while waiting for Kafka", e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
