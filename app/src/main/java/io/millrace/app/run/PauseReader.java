package io.millrace.app.run;

import io.millrace.app.pause.PauseText;
import io.millrace.app.pause.PausedPart;
import io.millrace.app.pause.Pauses;
import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Pause;
import io.millrace.stack.KafkaAccess;
import io.millrace.topology.runtime.MillraceConfig;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this instance's models do what the topic of pauses says, on a thread of its own. They are
 * asked nothing before it was read once: a pause survives every restart. Threadsafe.
 */
final class PauseReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PauseReader.class);
  private static final long LOOK_MILLIS = 500;
  private static final long CLOSE_MILLIS = 5_000;

  private final MillraceConfig config;
  private final ServedModels models;
  private final PipelineMeters meters;
  private final Semaphore wakeUp = new Semaphore(0);
  private final Thread thread = new Thread(this::follow, "millrace-pauses");
  private volatile boolean isClosed;
  // Of the thread alone.
  private boolean isKnown;
  private Optional<Pause> applied = Optional.empty();
  private boolean isFailing;

  PauseReader(MillraceConfig config, ServedModels models, PipelineMeters meters) {
    this.config = config;
    this.models = models;
    this.meters = meters;
    thread.setDaemon(true);
    models.pause();
  }

  void start() {
    thread.start();
  }

  private void follow() {
    KafkaAccess kafka = new KafkaAccess(config.bootstrapServers(), config.kafkaClient());
    try (TopicReader reader = new TopicReader(kafka);
        Pauses pauses = new Pauses(reader, config.names(), config.registry())) {
      while (!isClosed) {
        look(pauses);
        sleep();
      }
    }
  }

  /** What was known goes on being true while Kafka does not answer. */
  private void look(Pauses pauses) {
    try {
      Optional<Pause> pause = Optional.ofNullable(pauses.read().get(PausedPart.MODELS));
      if (!isKnown || !pause.equals(applied)) {
        apply(pause);
      }
      isFailing = false;
    } catch (RuntimeException e) { // nobody may be left paused because a thread died
      if (!isFailing) {
        LOG.warn("What is paused cannot be read ({}); trying again", e.toString());
      }
      isFailing = true;
    }
  }

  private void apply(Optional<Pause> pause) {
    if (pause.isPresent()) {
      models.pause();
      LOG.info("Model calls are paused {}", PauseText.of(pause.get()));
    } else {
      models.resume();
      LOG.info("Model calls are not paused");
    }
    meters.paused(pause.isPresent());
    applied = pause;
    isKnown = true;
  }

  private void sleep() {
    try {
      var unused = wakeUp.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isClosed = true;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    wakeUp.release();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
