package io.millrace.app.progress;

import io.millrace.app.UserException;
import io.millrace.app.pause.PausedPart;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.app.progress.LagSources.Worker;
import io.millrace.app.progress.PipelineStages.Stage;
import io.millrace.schemas.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lag of a pipeline, whatever of it runs: a part that does not run is said to be stopped,
 * and what cannot be known without it is said to be unknown. Keeps its connections between
 * readings. Not threadsafe.
 */
public final class LagReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LagReader.class);

  private static final double MILLIS = 1_000;

  /** Debezium beats once a second; only a beat that is missing says something. */
  private static final double BEAT_GRACE_SECONDS = 3;

  private static final Duration KAFKA_LIMIT = Duration.ofSeconds(4);

  private final LagSources sources;
  private final Clock clock;
  private final Optional<SlotReader> slot;
  private final StageProgress progress;
  private final Retention retention;

  /**
   * @param clock tells how old what waits is
   */
  public LagReader(LagSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
    slot = sources.database().map(database -> new SlotReader(database, sources.names()));
    progress =
        StageProgress.glancing(sources.kafka(), sources.registry(), sources.names(), KAFKA_LIMIT);
    retention = new Retention(progress.groups(), clock);
  }

  /** Reads the lag now. */
  public LagReport read() {
    Set<Worker> running = sources.running().get();
    List<StageLag> lags = new ArrayList<>(beforeKafka(running));
    lags.addAll(behindKafka(running));
    List<String> warnings = new ArrayList<>(SlotWarnings.of(lags, sources.names()));
    if (running.contains(Worker.KAFKA)) {
      warnings.addAll(retention.warnings(lags));
    }
    return LagReport.of(clock.millis(), lags, warnings);
  }

  private List<StageLag> beforeKafka(Set<Worker> running) {
    Optional<SlotState> read = slot.flatMap(SlotReader::read);
    if (read.isEmpty()) {
      return List.of(
          new StageLag("slot", 0, 0, State.UNKNOWN), new StageLag("capture", 0, 0, State.UNKNOWN));
    }
    SlotState state = read.get();
    double age = Math.max(state.beatAgeSeconds(), sinceCapturedBeat(state.now(), running));
    double seconds = age > BEAT_GRACE_SECONDS ? age : 0;
    return List.of(
        new StageLag(
            "slot",
            state.isActive() ? 0 : seconds,
            0,
            state.isActive() ? State.OK : State.STOPPED,
            StageDetail.of(state)),
        new StageLag(
            "capture", seconds, 0, running.contains(Worker.CAPTURE) ? State.OK : State.STOPPED));
  }

  /**
   * Debezium writes heartbeats whatever waits before them in the log, so that only the newest one
   * that came through tells how far the capture is. 0: not known.
   */
  private double sinceCapturedBeat(long now, Set<Worker> running) {
    if (!running.contains(Worker.KAFKA) || !running.contains(Worker.REGISTRY)) {
      return 0;
    }
    try {
      OptionalLong committedAt = progress.capturedBeat();
      return committedAt.isPresent() ? Math.max(0, now - committedAt.getAsLong()) / MILLIS : 0;
    } catch (UserException | KafkaException e) {
      LOG.debug("heartbeats cannot be read", e);
      return 0;
    }
  }

  private List<StageLag> behindKafka(Set<Worker> running) {
    Map<String, Optional<StageReading>> readings = new LinkedHashMap<>();
    for (Stage stage : sources.stages()) {
      Optional<StageReading> reading =
          isReadable(stage, running) ? read(stage) : Optional.<StageReading>empty();
      readings.merge(
          stage.name(), reading, (one, other) -> one.flatMap(known -> other.map(known::plus)));
    }
    Map<PausedPart, Pause> pauses = pauses(running);
    List<StageLag> lags = new ArrayList<>();
    readings.forEach((name, reading) -> lags.add(lag(name, reading, running, pauses)));
    return lags;
  }

  private Map<PausedPart, Pause> pauses(Set<Worker> running) {
    if (!running.contains(Worker.KAFKA) || !running.contains(Worker.REGISTRY)) {
      return Map.of();
    }
    try {
      return progress.pauses();
    } catch (UserException | KafkaException e) {
      LOG.debug("pauses cannot be read", e);
      return Map.of();
    }
  }

  private static boolean isReadable(Stage stage, Set<Worker> running) {
    return running.contains(Worker.KAFKA)
        && (stage instanceof Stage.Reads || running.contains(Worker.REGISTRY));
  }

  private Optional<StageReading> read(Stage stage) {
    try {
      return Optional.of(progress.read(stage));
    } catch (UserException | KafkaException e) {
      LOG.debug("stage {} cannot be read", stage.name(), e);
      return Optional.empty();
    }
  }

  private StageLag lag(
      String name,
      Optional<StageReading> read,
      Set<Worker> running,
      Map<PausedPart, Pause> pauses) {
    if (read.isEmpty()) {
      return new StageLag(name, 0, 0, State.UNKNOWN);
    }
    StageReading reading = read.get();
    Backlog backlog = reading.backlog();
    boolean isRunning = running.contains(name.equals("sink") ? Worker.SINK : Worker.STREAMS);
    Optional<Pause> pause = pause(name, isRunning, pauses);
    return new StageLag(
        name,
        backlog.seconds(clock.millis()),
        backlog.records(),
        isRunning && pause.isEmpty() ? State.OK : State.STOPPED,
        new StageDetail(
            reasons(name, reading, pause.isPresent()),
            reading.partitions(),
            Optional.empty(),
            pause));
  }

  /** A sink that runs was resumed by other means than ours, whatever the topic says. */
  private static Optional<Pause> pause(
      String stage, boolean isRunning, Map<PausedPart, Pause> pauses) {
    return PausedPart.ofStage(stage)
        .filter(part -> part != PausedPart.WRITING || !isRunning)
        .map(pauses::get);
  }

  private Map<String, Long> reasons(String stage, StageReading reading, boolean isPaused) {
    if (!stage.equals("model")) {
      return Map.of();
    }
    long open = reading.backlog().records();
    return isPaused
        ? WorkReasons.whilePaused(open)
        : WorkReasons.of(open, reading.retrying(), sources.provider().get());
  }

  @Override
  public void close() {
    slot.ifPresent(SlotReader::close);
    progress.close();
  }
}
