package io.millrace.app.progress;

import io.millrace.app.UserException;
import io.millrace.app.progress.PipelineStages.Stage;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until every change that was committed before now has been answered.
 *
 * <p>A token in the heartbeat table marks the position in the log. Once that position is confirmed,
 * all changes before it are in Kafka. From there on each stage in turn must have passed what was
 * there when the stage before it was done: under exactly-once a committed input offset means that
 * the outputs are committed too, and work that is held in a store is told in the same transaction.
 */
public final class PipelineWait {
  private static final long PAUSE_MILLIS = 20;

  private final SlotProgress slot;
  private final StageProgress progress;
  private final List<Stage> stages;
  private final Clock clock;

  public PipelineWait(SlotProgress slot, StageProgress progress, List<Stage> stages, Clock clock) {
    this.slot = slot;
    this.progress = progress;
    this.stages = List.copyOf(stages);
    this.clock = clock;
  }

  /**
   * What held the pipeline up when time ran out.
   *
   * @param stage the stage's name
   * @param records that it still has before it; 0: not known
   */
  public record Held(String stage, long records) {}

  /** Waits; empty: everything is answered. */
  public Optional<Held> await(Duration timeout) throws SQLException {
    Instant limit = clock.instant().plus(timeout);
    String mark = slot.mark(UUID.randomUUID().toString());
    while (!slot.isConfirmed(mark)) {
      if (isOver(limit)) {
        return Optional.of(new Held(heldBeforeKafka(), 0));
      }
    }
    Map<TopicPartition, Long> inputs = new HashMap<>();
    for (Stage stage : stages) {
      inputs.putAll(progress.ends(stage));
      Optional<Held> held = await(stage, inputs, limit);
      if (held.isPresent()) {
        return held;
      }
    }
    return Optional.empty();
  }

  private String heldBeforeKafka() throws SQLException {
    return slot.state().filter(SlotState::isActive).isPresent() ? "capture" : "slot";
  }

  private Optional<Held> await(Stage stage, Map<TopicPartition, Long> inputs, Instant limit) {
    Map<TopicPartition, Long> own = new HashMap<>(inputs);
    if (stage instanceof Stage.Reads reads) {
      own.keySet().removeIf(partition -> !reads.topics().contains(partition.topic()));
    }
    Backlog backlog = progress.backlog(stage, own);
    while (!backlog.isEmpty()) {
      if (isOver(limit)) {
        return Optional.of(new Held(stage.name(), backlog.records()));
      }
      backlog = progress.backlog(stage, own);
    }
    return Optional.empty();
  }

  private boolean isOver(Instant limit) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while waiting", e);
    }
    return !clock.instant().isBefore(limit);
  }
}
