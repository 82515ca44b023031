package io.millrace.app.run;

import io.millrace.app.UserException;
import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.Connections;
import io.millrace.app.progress.LagSources;
import io.millrace.app.progress.LagSources.Worker;
import io.millrace.app.progress.PipelineStages;
import io.millrace.inference.ProviderHealth;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.KafkaAccess;
import io.millrace.topology.runtime.MillraceConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whom the applications ask for the lag that their status page shows. */
final class AppLagSources {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

  private AppLagSources() {}

  /**
   * The sources.
   *
   * @param database empty: nothing is known of slot and capture
   * @param isReady whether these applications work
   */
  static LagSources of(
      MillraceConfig config,
      EnrichmentPlan plan,
      Optional<DatabaseAccess> database,
      BooleanSupplier isReady,
      Supplier<ProviderHealth.State> provider) {
    Optional<ConnectClient> connect =
        config.connectUrl().map(url -> new ConnectClient(url, CONNECT_LIMIT));
    return new LagSources(
        config.names(),
        config.generation(),
        PipelineStages.of(plan, config.names(), config.generation()),
        new KafkaAccess(config.bootstrapServers(), config.kafkaClient()),
        config.registry(),
        database.map(access -> () -> Connections.open(access, config.names())),
        () -> running(config, connect, isReady),
        provider);
  }

  /**
   * What runs. Kafka and the registry are taken to: where they do not answer, their stages are
   * unknown. So are connectors whose Connect is not named; their seconds still tell.
   */
  private static Set<Worker> running(
      MillraceConfig config, Optional<ConnectClient> connect, BooleanSupplier isReady) {
    Set<Worker> running = EnumSet.of(Worker.KAFKA, Worker.REGISTRY);
    if (isReady.getAsBoolean()) {
      running.add(Worker.STREAMS);
    }
    if (connect.isEmpty() || isStarted(connect.get(), config.names().sourceConnector())) {
      running.add(Worker.CAPTURE);
    }
    if (connect.isEmpty()
        || isStarted(connect.get(), config.names().sinkConnector(config.generation()))) {
      running.add(Worker.SINK);
    }
    return running;
  }

  private static boolean isStarted(ConnectClient connect, String connector) {
    try {
      return connect.isStarted(connector);
    } catch (UserException e) {
      return false; // it does not answer, so nothing of it works
    }
  }
}
