package io.millrace.app.replay;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.local.Registry;
import io.millrace.app.progress.PipelineStages;
import io.millrace.app.progress.PipelineStages.Stage;
import io.millrace.app.progress.StageProgress;
import io.millrace.schemas.Names;
import io.millrace.stack.StackEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps a replay from running ahead: the next rows are asked for when those before have come to the
 * generation and few of them wait for a model. So a replay that is interrupted has little under
 * way. Not threadsafe.
 */
final class ReplayGate implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final StageProgress progress;
  private final Stage.Reads requests;
  private final Stage.Reads rows;
  private final Stage.Holds models;

  private ReplayGate(
      StageProgress progress, Stage.Reads requests, Stage.Reads rows, Stage.Holds models) {
    this.progress = progress;
    this.requests = requests;
    this.rows = rows;
    this.models = models;
  }

  static ReplayGate of(Installation installation, PlannedGeneration generation) {
    StackEnvironment environment = installation.environment();
    Names names = installation.names();
    List<Stage> stages = PipelineStages.of(generation.plan(), names, generation.number());
    return new ReplayGate(
        new StageProgress(environment.kafka(), Registry.settings(environment), names),
        reading(stages, names.rereadsTopic()),
        reading(stages, names.rowsTopic(generation.plan().capturedTables().get(0).name())),
        holding(stages));
  }

  private static Stage.Reads reading(List<Stage> stages, String topic) {
    return stages.stream()
        .filter(Stage.Reads.class::isInstance)
        .map(Stage.Reads.class::cast)
        .filter(stage -> stage.topics().contains(topic))
        .findFirst()
        .orElseThrow();
  }

  private static Stage.Holds holding(List<Stage> stages) {
    return stages.stream()
        .filter(stage -> stage.name().equals("model"))
        .map(Stage.Holds.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Waits until all that was asked for has come to the generation, and at most so many rows wait
   * there, others' edits included.
   *
   * @param look is told how many wait
   */
  void await(long most, LongConsumer look) {
    passed(requests, progress.ends(requests));
    Map<TopicPartition, Long> ends = progress.ends(rows);
    passed(rows, ends);
    long open = open(ends);
    while (open > most) {
      look.accept(open);
      pause();
      open = open(ends);
    }
    look.accept(open);
  }

  private void passed(Stage.Reads stage, Map<TopicPartition, Long> ends) {
    while (!progress.backlog(stage, new HashMap<>(ends)).isEmpty()) {
      pause();
    }
  }

  private long open(Map<TopicPartition, Long> ends) {
    return progress.backlog(models, ends).records();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted; run the same command again to go on", e);
    }
  }

  @Override
  public void close() {
    progress.close();
  }
}
