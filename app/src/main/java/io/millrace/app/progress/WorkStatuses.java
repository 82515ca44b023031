package io.millrace.app.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.progress.PipelineStages.Stage;
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
  private final Deserializer<WorkStatus> deserializer;
  private final Map<String, Map<TopicPartition, Long>> positions = new HashMap<>();
  private final Map<String, Map<String, WorkStatus>> latestByTopic = new HashMap<>();

  public WorkStatuses(TopicReader reader, RegistrySettings registry) {
    this.reader = reader;
    this.deserializer =
        new RegistrySerdes(registry)
            .<WorkStatus>specific(WorkStatus.getClassSchema())
            .deserializer();
  }

  /** The latest status of every task of a stage. */
  public List<WorkStatus> of(Stage.Holds stage) {
    String topic = stage.statusTopic();
    Map<String, WorkStatus> latest = latestByTopic.computeIfAbsent(topic, key -> new HashMap<>());
    Map<TopicPartition, Long> from = positions.computeIfAbsent(topic, key -> new HashMap<>());
    for (ConsumerRecord<byte[], byte[]> record : reader.readOn(topic, from)) {
      latest.put(new String(record.key(), UTF_8), deserializer.deserialize(topic, record.value()));
    }
    Collection<WorkStatus> statuses = latest.values();
    return statuses.stream().filter(status -> status.getStage().equals(stage.workStage())).toList();
  }

  /** What a task says that is open. */
  static Backlog open(WorkStatus status) {
    Long oldest = status.getOldestCausedAt();
    return oldest == null ? Backlog.NONE : new Backlog(status.getOpen(), oldest);
  }

  /** What is open of a stage that came in before given input ends. */
  public Backlog openBefore(Stage.Holds stage, Map<TopicPartition, Long> ends) {
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
