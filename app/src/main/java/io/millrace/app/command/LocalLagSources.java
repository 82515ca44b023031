package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.local.Registry;
import io.millrace.app.progress.LagSources;
import io.millrace.app.progress.LagSources.Worker;
import io.millrace.app.progress.PipelineStages;
import io.millrace.app.run.ModelState;
import io.millrace.app.run.ModelsPage;
import io.millrace.inference.ProviderHealth;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import io.millrace.stack.StackEnvironment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whom {@code lag} asks: the parts of an installation. */
public final class LocalLagSources {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

  private static final Map<PartName, Worker> WORKERS =
      new EnumMap<>(Map.of(PartName.KAFKA, Worker.KAFKA, PartName.REGISTRY, Worker.REGISTRY));

  private LocalLagSources() {}

  /** Asks whatever of the active generation runs at the time. */
  public static LagSources of(Installation installation) {
    return of(installation, PlannedGeneration.active(installation));
  }

  /** The same for any generation that is computed. */
  static LagSources of(Installation installation, PlannedGeneration generation) {
    StackEnvironment environment = installation.environment();
    ConnectClient connect = new ConnectClient(environment.connectUrl(), CONNECT_LIMIT);
    return new LagSources(
        installation.names(),
        generation.number(),
        PipelineStages.of(generation.plan(), installation.names(), generation.number()),
        environment.kafka(),
        Registry.settings(environment),
        Optional.of(installation::open),
        () -> running(installation, generation, connect),
        () -> provider(installation.statusUrl(generation.part())));
  }

  private static Set<Worker> running(
      Installation installation, PlannedGeneration generation, ConnectClient connect) {
    Set<Worker> running = EnumSet.noneOf(Worker.class);
    installation.stack().status().stream()
        .filter(part -> part.state() == PartState.RUNNING)
        .forEach(
            part -> {
              Worker worker =
                  part.name() == generation.part() ? Worker.STREAMS : WORKERS.get(part.name());
              if (worker != null) {
                running.add(worker);
              } else if (part.name() == PartName.CONNECT) {
                running.addAll(connectors(installation, generation, connect));
              }
            });
    return running;
  }

  private static Set<Worker> connectors(
      Installation installation, PlannedGeneration generation, ConnectClient connect) {
    Set<Worker> running = EnumSet.noneOf(Worker.class);
    try {
      if (connect.isStarted(installation.names().sourceConnector())) {
        running.add(Worker.CAPTURE);
      }
      if (connect.isStarted(installation.names().sinkConnector(generation.number()))) {
        running.add(Worker.SINK);
      }
    } catch (UserException e) {
      return running; // it does not answer, so nothing of it works
    }
    return running;
  }

  private static ProviderHealth.State provider(String statusUrl) {
    return ModelState.worst(ModelsPage.read(statusUrl));
  }
}
