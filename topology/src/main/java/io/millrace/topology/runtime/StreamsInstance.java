package io.millrace.topology.runtime;

import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.PipelineTopologies;
import io.millrace.topology.PlannedPipeline;
import io.millrace.topology.rows.RereadSignal;
import io.millrace.topology.task.TaskRunners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
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

  private final List<KafkaStreams> applications;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Builds the application of a generation, and that of rows unless another instance runs it;
   * {@link #start} starts them.
   *
   * @param signal has rows read again
   */
  public StreamsInstance(
      MillraceConfig config,
      PlannedPipeline pipeline,
      TaskRunners runners,
      RereadSignal signal,
      PipelineMetrics metrics) {
    Names names = config.names();
    PipelineTopologies topologies =
        new PipelineTopologies(pipeline, names, new RegistrySerdes(config.registry()), metrics);
    List<KafkaStreams> built = new ArrayList<>();
    if (config.assemblesRows()) {
      built.add(
          streams(
              topologies.rows(config.placeholder(), config.epoch(), signal),
              StreamsProperties.of(config, names.rowsApplicationId())));
    }
    Properties properties =
        StreamsProperties.of(config, names.generationApplicationId(config.generation()));
    built.add(
        streams(
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

  private KafkaStreams streams(Topology topology, Properties properties) {
    KafkaStreams streams = new KafkaStreams(topology, properties);
    String application = properties.getProperty("application.id");
    streams.setUncaughtExceptionHandler(error -> replaceThread(application, error));
    streams.setStateListener(
        (now, before) -> {
          LOG.info("{}: {} -> {}", application, before, now);
          if (now == KafkaStreams.State.ERROR) {
            stopped.countDown();
          }
        });
    return streams;
  }

  private static StreamThreadExceptionResponse replaceThread(String application, Throwable error) {
    LOG.error("{}: a stream thread died and is replaced", application, error);
    try {
      Thread.sleep(REPLACE_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Starts them; returns at once. */
  public void start() {
    applications.forEach(KafkaStreams::start);
  }

  /** Whether all run and have restored their state. */
  public boolean isReady() {
    return applications.stream().allMatch(streams -> streams.state() == KafkaStreams.State.RUNNING);
  }

  /** Whether none has failed for good. */
  public boolean isAlive() {
    return applications.stream().noneMatch(streams -> streams.state() == KafkaStreams.State.ERROR);
  }

  /** Waits until an application has failed for good, or the instance is closed. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Has {@link #awaitStop} return; stops nothing itself. */
  public void stopWaiting() {
    stopped.countDown();
  }

  /**
   * Commits and stops all, side by side; takes 20 seconds at most, so that no container is killed.
   */
  @Override
  public void close() {
    applications.forEach(streams -> streams.close(Duration.ZERO));
    applications.forEach(streams -> streams.close(CLOSE_TIMEOUT));
    stopped.countDown();
  }
}
