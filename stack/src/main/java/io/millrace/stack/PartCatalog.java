package io.millrace.stack;

import io.millrace.stack.parts.ConnectPart;
import io.millrace.stack.parts.KafkaPart;
import io.millrace.stack.parts.PartsFolder;
import io.millrace.stack.parts.RegistryPart;
import io.millrace.stack.postgres.PostgresInstallation;
import io.millrace.stack.postgres.PostgresPart;
import io.millrace.stack.process.Part;
import io.millrace.stack.process.Ports;
import io.millrace.stack.process.Probe;
import io.millrace.stack.process.StopRule;
import java.util.List;
import java.util.Optional;

/** Knows how each part is made and where it is reached. */
final class PartCatalog {

  private static final String CONTROLLER = "kafka-controller";
  private static final String CONNECT_METRICS = "connect-metrics";

  private final StackSettings settings;
  private final Ports ports;
  private final Progress progress;

  PartCatalog(StackSettings settings, Ports ports, Progress progress) {
    this.settings = settings;
    this.ports = ports;
    this.progress = progress;
  }

  /** Returns the part; {@link PartName#STREAMS}, which only the caller can describe, is refused. */
  Part part(PartName name) {
    PartsFolder parts = new PartsFolder(settings.parts());
    LocalHome home = settings.home();
    int port = ports.of(name.label());
    return switch (name) {
      case POSTGRES ->
          new PostgresPart(
              PostgresInstallation.ensure(settings.cache(), progress), home, port, progress);
      case KAFKA -> new KafkaPart(parts, home, port, ports.of(CONTROLLER));
      case REGISTRY -> new RegistryPart(parts, home, port);
      case CONNECT ->
          new ConnectPart(
              parts,
              home,
              port,
              ports.remembered(CONNECT_METRICS),
              kafka(),
              settings.pluginFolders());
      case STREAMS, STREAMS_NEXT ->
          throw new IllegalArgumentException("streams is started by startStreams");
    };
  }

  /** Asks the part whether it serves. */
  boolean answers(PartName name) {
    if (settings.isOwn(name)) {
      return new OwnPartProbe(environment()).answers(name);
    }
    return name.isStreams() ? Probe.accepts(ports.of(name.label())) : part(name).answers();
  }

  StackEnvironment environment() {
    DatabaseAccess database =
        settings
            .database()
            .orElseGet(
                () -> PostgresPart.access(settings.home(), ports.of(PartName.POSTGRES.label())));
    return new StackEnvironment(
        database,
        kafka(),
        settings.own().registry().orElseGet(() -> RegistryAccess.plain(url(PartName.REGISTRY))),
        settings.own().connectUrl().orElseGet(() -> url(PartName.CONNECT)),
        settings.own().statusUrl().orElseGet(() -> url(PartName.STREAMS)),
        connectMetrics());
  }

  /** Returns the names of the part's ports. */
  static List<String> portNames(PartName name) {
    return switch (name) {
      case KAFKA -> List.of(name.label(), CONTROLLER);
      case CONNECT -> List.of(name.label(), CONNECT_METRICS);
      default -> List.of(name.label());
    };
  }

  static StopRule stopRule(PartName name) {
    return name == PartName.POSTGRES ? StopRule.FAST_SHUTDOWN : StopRule.TERMINATE;
  }

  /** Returns the root of the status page of a part that is a program of the caller. */
  String statusUrl(PartName name) {
    return url(name);
  }

  private KafkaAccess kafka() {
    return settings
        .own()
        .kafka()
        .orElseGet(() -> KafkaAccess.plain("127.0.0.1:" + ports.of(PartName.KAFKA.label())));
  }

  private Optional<String> connectMetrics() {
    return ports.remembered(CONNECT_METRICS).stream()
        .mapToObj(port -> "http://127.0.0.1:%d/metrics".formatted(port))
        .findFirst();
  }

  private String url(PartName name) {
    return "http://127.0.0.1:" + ports.of(name.label());
  }
}
