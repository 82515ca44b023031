package io.millrace.stack.parts;

import io.millrace.stack.LocalHome;
import io.millrace.stack.process.Folders;
import io.millrace.stack.process.Launch;
import io.millrace.stack.process.Part;
import io.millrace.stack.process.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Kafka Connect worker with Debezium, the Avro converter and the caller's own plugins. */
public final class ConnectPart implements Part {

  private static final int HEAP_MEGABYTES = 640;

  private final PartsFolder parts;
  private final LocalHome home;
  private final int port;
  private final OptionalInt metricsPort;
  private final String bootstrapServers;
  private final List<Path> pluginFolders;

  /**
   * Describes the worker under the home.
   *
   * @param metricsPort where its metrics are shown; empty: nowhere
   * @param pluginFolders folders of which each entry (a folder of jars, or a jar) is a plugin
   */
  public ConnectPart(
      PartsFolder parts,
      LocalHome home,
      int port,
      OptionalInt metricsPort,
      String bootstrapServers,
      List<Path> pluginFolders) {
    this.parts = parts;
    this.home = home;
    this.port = port;
    this.metricsPort = metricsPort;
    this.bootstrapServers = bootstrapServers;
    this.pluginFolders = List.copyOf(pluginFolders);
  }

  @Override
  public Launch launch() {
    List<String> options = new ArrayList<>();
    metricsPort.ifPresent(metrics -> options.addAll(parts.exporter(metrics)));
    options.addAll(List.of(Logback.option(home), "-cp", parts.kafkaClassPath()));
    List<String> command = new ArrayList<>(JavaCommand.java(HEAP_MEGABYTES, options));
    command.addAll(
        List.of("org.apache.kafka.connect.cli.ConnectDistributed", settingsFile().toString()));
    return new Launch(command, home.run(), Map.of(), PropertiesText.of(settings()));
  }

  @Override
  public void prepare() {
    Logback.write(home);
    Folders.write(settingsFile(), PropertiesText.of(settings()), "rw-r--r--");
  }

  @Override
  public boolean answers() {
    return Probe.succeeds(URI.create("http://127.0.0.1:%d/health".formatted(port)));
  }

  private Path settingsFile() {
    return home.run().resolve("connect.properties");
  }

  private String pluginPath() {
    return Stream.concat(Stream.of(parts.plugins()), pluginFolders.stream())
        .map(folder -> folder.toAbsolutePath().toString())
        .collect(Collectors.joining(","));
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", bootstrapServers),
        Map.entry("group.id", "millrace-connect"),
        Map.entry("listeners", "http://127.0.0.1:" + port),
        Map.entry("rest.advertised.host.name", "127.0.0.1"),
        Map.entry("rest.advertised.port", Integer.toString(port)),
        Map.entry("plugin.path", pluginPath()),
        Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
        Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
        Map.entry("config.storage.topic", "millrace-connect-configs"),
        Map.entry("config.storage.replication.factor", "1"),
        Map.entry("offset.storage.topic", "millrace-connect-offsets"),
        Map.entry("offset.storage.replication.factor", "1"),
        Map.entry("offset.storage.partitions", "4"),
        Map.entry("status.storage.topic", "millrace-connect-status"),
        Map.entry("status.storage.replication.factor", "1"),
        Map.entry("status.storage.partitions", "2"),
        // At the default of a minute, a minute of old events would come again after a crash.
        Map.entry("offset.flush.interval.ms", "1000"),
        // A killed worker is gone after this; a lone one need not wait five minutes for its tasks.
        Map.entry("session.timeout.ms", "6000"),
        Map.entry("heartbeat.interval.ms", "2000"),
        Map.entry("scheduled.rebalance.max.delay.ms", "0"),
        Map.entry("config.providers", "file"),
        Map.entry(
            "config.providers.file.class",
            "org.apache.kafka.common.config.provider.FileConfigProvider"),
        // Whoever may talk to Connect can have it read a file: the superuser's password is
        // elsewhere.
        Map.entry("config.providers.file.param.allowed.paths", home.connectSecrets().toString()));
  }
}
