package io.millrace.app.progress;

import io.millrace.app.progress.PipelineStages.Stage;
import io.millrace.schemas.serde.RegistrySettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Measures the stages between Kafka and the row. Not threadsafe. */
public final class StageProgress implements AutoCloseable {
  private final GroupProgress groups;
  private final WorkStatuses statuses;

  public StageProgress(String bootstrapServers, RegistrySettings registry) {
    groups = new GroupProgress(bootstrapServers);
    statuses = new WorkStatuses(groups.reader(), registry);
  }

  /** Present ends of what a stage reads; empty for one that holds work. */
  public Map<TopicPartition, Long> ends(Stage stage) {
    return stage instanceof Stage.Reads reads
        ? new HashMap<>(groups.ends(reads.topics()))
        : Map.of();
  }

  /** What a stage has before it now. */
  public Backlog backlog(Stage stage) {
    return stage instanceof Stage.Reads reads
        ? groups.backlog(reads.group(), groups.ends(reads.topics()))
        : statuses.open((Stage.Holds) stage);
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
    statuses.close();
    groups.close();
  }
}
