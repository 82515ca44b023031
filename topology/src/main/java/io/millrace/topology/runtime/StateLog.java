package io.millrace.topology.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs where an application goes, and how long it was where it comes from. Threadsafe. */
final class StateLog implements KafkaStreams.StateListener {
  private static final Logger LOG = LoggerFactory.getLogger(StateLog.class);

  private final String application;
  private final LongSupplier nanoTime;
  private long since;

  StateLog(String application, LongSupplier nanoTime) {
    this.application = application;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  @Override
  public synchronized void onChange(KafkaStreams.State now, KafkaStreams.State before) {
    long at = nanoTime.getAsLong();
    LOG.atLevel(now == KafkaStreams.State.ERROR ? Level.ERROR : Level.INFO)
        .addKeyValue("event", "state_changed")
        .addKeyValue("application", application)
        .addKeyValue("from", before)
        .addKeyValue("to", now)
        .addKeyValue("duration_ms", Duration.ofNanos(at - since).toMillis())
        .log("an application changed its state");
    since = at;
  }
}
