package io.millrace.stack.parts;

import io.millrace.stack.KafkaAccess;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Kafka Connect worker with Debezium, the Avro converter and the caller's own plugins. */
public final class ConnectPart implements Part {

  private static final int HEAP_MEGABYTES = 640;

  private final PartsFolder parts;
  private final LocalHome home;
  private final int port;
  private final OptionalInt metricsPort;
  private final KafkaAccess kafka;
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
      KafkaAccess kafka,
      List<Path> pluginFolders) {
    this.parts = parts;
    this.home = home;
    this.port = port;
    this.metricsPort = metricsPort;
    this.kafka = kafka;
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
    // Not for others: how to enter Kafka may stand in it.
    Folders.write(settingsFile(), PropertiesText.of(settings()), "rw-------");
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
    Map<String, String> settings =
        new TreeMap<>(SharedSettings.of(ConnectPart.class, "connect-worker.properties"));
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("listeners", "http://127.0.0.1:" + port);
    settings.put("rest.advertised.host.name", "127.0.0.1");
    settings.put("rest.advertised.port", Integer.toString(port));
    settings.put("plugin.path", pluginPath());
    settings.put("config.providers.file.param.allowed.paths", home.connectSecrets().toString());
    // The worker, and the clients of its connectors.
    for (String clients : List.of("", "producer.", "consumer.", "admin.")) {
      kafka.client().forEach((key, value) -> settings.put(clients + key, value));
    }
    return settings;
  }
}
