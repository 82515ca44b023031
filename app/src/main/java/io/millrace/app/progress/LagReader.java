package io.millrace.app.progress;

import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.Installation;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.app.progress.LagReport.Worker;
import io.millrace.app.progress.PipelineStages.Stage;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import io.millrace.stack.StackEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the lag of an installation, whatever of it runs: a part that does not run is said to be
 * stopped, and what cannot be known without it is said to be unknown.
 */
public final class LagReader {
  /** Debezium beats once a second; only a beat that is missing says something. */
  private static final double BEAT_GRACE_SECONDS = 3;

  private final Installation installation;
  private final Clock clock;

  public LagReader(Installation installation, Clock clock) {
    this.installation = installation;
    this.clock = clock;
  }

  /** Reads the lag now. */
  public LagReport read() {
    Map<Worker, Boolean> running = running();
    List<StageLag> lags = new ArrayList<>(beforeKafka(running));
    lags.addAll(behindKafka(running));
    return LagReport.of(lags);
  }

  private Map<Worker, Boolean> running() {
    Map<Worker, Boolean> running = new EnumMap<>(Worker.class);
    boolean isConnectRunning = isRunning(PartName.CONNECT);
    ConnectClient connect = new ConnectClient(installation.environment().connectUrl());
    running.put(Worker.STREAMS, isRunning(PartName.STREAMS));
    running.put(
        Worker.CAPTURE,
        isConnectRunning && isStarted(connect, installation.names().sourceConnector()));
    running.put(
        Worker.SINK,
        isConnectRunning
            && isStarted(connect, installation.names().sinkConnector(Installation.GENERATION)));
    return running;
  }

  private boolean isRunning(PartName part) {
    return installation.stack().status().stream()
        .anyMatch(status -> status.name() == part && status.state() == PartState.RUNNING);
  }

  private static boolean isStarted(ConnectClient connect, String name) {
    return connect.status(name).filter(ConnectClient.ConnectorStatus::isStarted).isPresent();
  }

  private List<StageLag> beforeKafka(Map<Worker, Boolean> running) {
    boolean isCapturing = running.getOrDefault(Worker.CAPTURE, false);
    Optional<SlotProgress.SlotState> slot = slot();
    if (slot.isEmpty()) {
      return List.of(
          new StageLag("slot", 0, 0, State.UNKNOWN), new StageLag("capture", 0, 0, State.UNKNOWN));
    }
    double age = slot.get().beatAgeSeconds();
    double seconds = age > BEAT_GRACE_SECONDS ? age : 0;
    State slotState = slot.get().isActive() ? State.OK : State.STOPPED;
    return List.of(
        new StageLag("slot", slot.get().isActive() ? 0 : seconds, 0, slotState),
        new StageLag("capture", seconds, 0, isCapturing ? State.OK : State.STOPPED));
  }

  private Optional<SlotProgress.SlotState> slot() {
    try (Connection connection = installation.open()) {
      return new SlotProgress(connection, installation.names()).state();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private List<StageLag> behindKafka(Map<Worker, Boolean> running) {
    List<Stage> stages =
        PipelineStages.of(
            installation.plan().read(), installation.names(), Installation.GENERATION);
    if (!isRunning(PartName.KAFKA) || !isRunning(PartName.REGISTRY)) {
      return stages.stream()
          .map(Stage::name)
          .distinct()
          .map(name -> new StageLag(name, 0, 0, State.UNKNOWN))
          .toList();
    }
    StackEnvironment environment = installation.environment();
    try (StageProgress progress =
        new StageProgress(
            environment.bootstrapServers(), RegistrySettings.apicurio(environment.registryUrl()))) {
      return LagReport.read(progress, stages, running, clock);
    }
  }
}
