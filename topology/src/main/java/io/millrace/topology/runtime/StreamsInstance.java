package io.millrace.topology.runtime;

import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.PipelineTopologies;
import io.millrace.topology.PlannedPipeline;
import io.millrace.topology.rows.RereadSignal;
import io.millrace.topology.task.TaskRunners;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The applications of one instance, run together: they share the process, nothing else.
 *
 * <p>A thread that dies of an error is replaced after a pause, for as long as it takes: what killed
 * it is mostly a part that is down for a while, and all work is durable. Threadsafe.
 */
public final class StreamsInstance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsInstance.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
  private static final long REPLACE_PAUSE_MILLIS = 1_000;

  /** An application that runs here. */
  private record Application(
      String id, KafkaStreams streams, RestoreWatch restoring, RunningMark running) {}

  private final List<Application> applications;
  private final int threads;
  private final boolean hasStandbys;
  private final Clock clock;
  private final EngineMeters meters;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Builds the application of a generation, and that of rows unless another instance runs it;
   * {@link #start} starts them.
   *
   * @param signal has rows read again
   * @param meters publishes the engine's own metrics; closed with this
   */
  public StreamsInstance(
      MillraceConfig config,
      PlannedPipeline pipeline,
      TaskRunners runners,
      RereadSignal signal,
      PipelineMetrics metrics,
      EngineMeters meters,
      Clock clock) {
    this.clock = clock;
    threads = config.threads();
    hasStandbys = config.standbyReplicas() > 0;
    this.meters = meters;
    Names names = config.names();
    PipelineTopologies topologies =
        new PipelineTopologies(pipeline, names, new RegistrySerdes(config.registry()), metrics);
    List<Application> built = new ArrayList<>();
    if (config.assemblesRows()) {
      built.add(
          application(
              topologies.rows(config.placeholder(), config.epoch(), signal),
              StreamsProperties.of(config, names.rowsApplicationId())));
    }
    Properties properties =
        StreamsProperties.of(config, names.generationApplicationId(config.generation()));
    built.add(
        application(
            topologies.generation(
                config.generation(),
                properties,
                runners,
                config.enrichSettings(),
                config.scoreSettings(),
                config.owner()),
            properties));
    applications = List.copyOf(built);
  }

  private Application application(Topology topology, Properties properties) {
    KafkaStreams streams = new KafkaStreams(topology, properties);
    String id = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    RestoreWatch restoring = new RestoreWatch(id, System::nanoTime);
    StateLog states = new StateLog(id, System::nanoTime);
    RunningMark running =
        new RunningMark(Path.of(properties.getProperty(StreamsConfig.STATE_DIR_CONFIG)), id);
    streams.setGlobalStateRestoreListener(restoring);
    streams.setUncaughtExceptionHandler(error -> replaceThread(id, error));
    streams.setStateListener(
        (now, before) -> {
          states.onChange(now, before);
          if (now == KafkaStreams.State.RUNNING) {
            running.set();
          } else if (now == KafkaStreams.State.ERROR) {
            stopped.countDown();
          }
        });
    meters.add(id, streams, restoring);
    return new Application(id, streams, restoring, running);
  }

  private static StreamThreadExceptionResponse replaceThread(String application, Throwable error) {
    LOG.atError()
        .addKeyValue("event", "thread_died")
        .addKeyValue("application", application)
        .setCause(error)
        .log("a stream thread died and is replaced");
    try {
      Thread.sleep(REPLACE_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Starts them side by side; returns when the stores that they have on disk are open. */
  public void start() {
    CompletableFuture<?>[] starts =
        applications.stream()
            .map(application -> CompletableFuture.runAsync(() -> start(application)))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(starts).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Copies that others are kept up to date with are whole however their process ended. */
  private void start(Application application) {
    if (application.running().isSet() && !hasStandbys) {
      LOG.atInfo()
          .addKeyValue("event", "stores_dropped")
          .addKeyValue("application", application.id())
          .log("the process before was killed; its stores are restored from their topics");
      application.streams().cleanUp();
    }
    application.running().remove();
    application.streams().start();
  }

  /** Whether all run and have restored their state. Cheap. */
  public boolean isReady() {
    return applications.stream()
        .allMatch(application -> application.streams().state() == KafkaStreams.State.RUNNING);
  }

  /** Whether it lives and works, with reasons. Reads the engine's metrics: some milliseconds. */
  public InstanceHealth health() {
    return InstanceHealth.of(
        applications.stream().map(this::health).toList(), StreamsProperties.LONGEST_POLL);
  }

  private ApplicationHealth health(Application application) {
    return new ApplicationHealth(
        application.id(),
        application.streams().state().name(),
        EngineReading.threads(application.streams(), clock.millis()),
        threads,
        application.restoring().restoring());
  }

  /** Waits until an application has failed for good, or the instance is closed. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Has {@link #awaitStop} return; stops nothing itself. */
  public void stopWaiting() {
    stopped.countDown();
  }

  private CloseOptions end(Duration timeout) {
    return CloseOptions.timeout(timeout)
        .withGroupMembershipOperation(
            hasStandbys
                ? GroupMembershipOperation.LEAVE_GROUP
                : GroupMembershipOperation.REMAIN_IN_GROUP);
  }

  /**
   * Commits and stops all, side by side; takes 20 seconds at most, so that no container is killed.
   * Where other instances have copies of its stores, they go on at once; elsewhere the group waits
   * for it to come back, since its work needs the stores that are here.
   */
  @Override
  public void close() {
    meters.close();
    applications.forEach(application -> application.streams().close(end(Duration.ZERO)));
    applications.forEach(
        application -> {
          if (application.streams().close(end(CLOSE_TIMEOUT))) {
            application.running().remove();
          }
        });
    stopped.countDown();
  }
}
