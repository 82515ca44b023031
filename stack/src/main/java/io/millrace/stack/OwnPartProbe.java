package io.millrace.stack;

import io.millrace.stack.parts.KafkaProbe;
import io.millrace.stack.process.Probe;
import java.net.URI;

/** Asks parts that the user runs whether they answer. */
final class OwnPartProbe {

  private final StackEnvironment environment;

  OwnPartProbe(StackEnvironment environment) {
    this.environment = environment;
  }

  /** Tells whether the part answers; a database is not asked, since that needs its driver. */
  boolean answers(PartName name) {
    return switch (name) {
      case POSTGRES -> true;
      case KAFKA -> KafkaProbe.answers(environment.kafka());
      // One that asks who we are is there too.
      case REGISTRY -> Probe.answers(URI.create(environment.registryUrl()));
      case CONNECT -> Probe.succeeds(URI.create(environment.connectUrl() + "/connectors"));
      case STREAMS, STREAMS_NEXT -> Probe.succeeds(URI.create(environment.statusUrl() + "/ready"));
    };
  }
}
