package io.millrace.app.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.schemas.OpenInput;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** What the applications say that they hold. Not threadsafe. */
public final class WorkStatuses implements AutoCloseable {
  private final TopicReader reader;
  private final String topic;
  private final Deserializer<WorkStatus> deserializer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<String, WorkStatus> latest = new HashMap<>();

  /**
   * @param topic the topic of {@link WorkStatus} of one generation
   */
  public WorkStatuses(TopicReader reader, String topic, RegistrySettings registry) {
    this.reader = reader;
    this.topic = topic;
    this.deserializer =
        new RegistrySerdes(registry)
            .<WorkStatus>specific(WorkStatus.getClassSchema())
            .deserializer();
  }

  /** The latest status of every task of a stage. */
  public List<WorkStatus> of(String stage) {
    for (ConsumerRecord<byte[], byte[]> record : reader.readOn(topic, positions)) {
      latest.put(new String(record.key(), UTF_8), deserializer.deserialize(topic, record.value()));
    }
    Collection<WorkStatus> statuses = latest.values();
    return statuses.stream().filter(status -> status.getStage().equals(stage)).toList();
  }

  /** What is open of a stage, whenever it came in. */
  public Backlog open(String stage) {
    return of(stage).stream().map(WorkStatuses::open).reduce(Backlog.NONE, Backlog::plus);
  }

  /** What a task says that is open. */
  static Backlog open(WorkStatus status) {
    Long oldest = status.getOldestCausedAt();
    return oldest == null ? Backlog.NONE : new Backlog(status.getOpen(), oldest);
  }

  /** What is open of a stage that came in before given input ends. */
  public Backlog openBefore(String stage, Map<TopicPartition, Long> ends) {
    Backlog open = Backlog.NONE;
    for (WorkStatus status : of(stage)) {
      boolean isBefore =
          status.getInputs().stream().anyMatch(input -> isBefore(input, status, ends));
      if (isBefore) {
        open = open.plus(open(status));
      }
    }
    return open;
  }

  private static boolean isBefore(
      OpenInput input, WorkStatus status, Map<TopicPartition, Long> ends) {
    TopicPartition partition = new TopicPartition(input.getTopic(), status.getPartition());
    return input.getOffset() < ends.getOrDefault(partition, Long.MAX_VALUE);
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
