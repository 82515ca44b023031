package io.millrace.app.progress;

import io.millrace.app.pause.PausedPart;
import io.millrace.app.pause.Pauses;
import io.millrace.app.progress.PipelineStages.Stage;
import io.millrace.schemas.Names;
import io.millrace.schemas.Pause;
import io.millrace.schemas.WorkStatus;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Measures the stages between Kafka and the row. Not threadsafe. */
public final class StageProgress implements AutoCloseable {
  private final GroupProgress groups;
  private final WorkStatuses statuses;
  private final CapturedBeat beat;
  private final Pauses pauses;

  /** Waits for Kafka as long as Kafka's clients do. */
  public StageProgress(KafkaAccess kafka, RegistrySettings registry, Names names) {
    this(new GroupProgress(kafka), registry, names);
  }

  private StageProgress(GroupProgress groups, RegistrySettings registry, Names names) {
    this.groups = groups;
    statuses = new WorkStatuses(groups.reader(), registry);
    beat = new CapturedBeat(groups, names, registry);
    pauses = new Pauses(groups.reader(), names, registry);
  }

  /** For looking again and again, without a long wait for a broker that is gone. */
  static StageProgress glancing(
      KafkaAccess kafka, RegistrySettings registry, Names names, Duration limit) {
    return new StageProgress(GroupProgress.glancing(kafka, limit), registry, names);
  }

  GroupProgress groups() {
    return groups;
  }

  /** When the newest heartbeat that came through the capture was committed; empty: none did. */
  OptionalLong capturedBeat() {
    return beat.committedAt();
  }

  /** What is paused now. */
  Map<PausedPart, Pause> pauses() {
    return pauses.read();
  }

  /** Present ends of what a stage reads; empty for one that holds work. */
  public Map<TopicPartition, Long> ends(Stage stage) {
    return stage instanceof Stage.Reads reads
        ? new HashMap<>(groups.ends(reads.topics()))
        : Map.of();
  }

  /** What a stage has before it now, by partition. */
  StageReading read(Stage stage) {
    return stage instanceof Stage.Reads reads
        ? new StageReading(0, groups.partitions(reads.group(), groups.ends(reads.topics())))
        : held((Stage.Holds) stage);
  }

  private StageReading held(Stage.Holds stage) {
    long retrying = 0;
    List<PartitionLag> partitions = new ArrayList<>();
    for (WorkStatus status : statuses.of(stage)) {
      retrying += status.getRetrying();
      partitions.add(
          new PartitionLag(
              status.getTable(), status.getPartition(), null, null, WorkStatuses.open(status)));
    }
    return new StageReading(retrying, partitions);
  }

  /**
   * What a stage has before it of what had come in at a moment.
   *
   * @param ends of that moment: of the stage's own topics, or of the inputs of the one before it
   */
  public Backlog backlog(Stage stage, Map<TopicPartition, Long> ends) {
    return stage instanceof Stage.Reads reads
        ? groups.backlog(reads.group(), ends)
        : statuses.openBefore((Stage.Holds) stage, ends);
  }

  @Override
  public void close() {
    beat.close();
    pauses.close();
    statuses.close();
    groups.close();
  }
}
