package io.millrace.stack.parts;

import io.millrace.stack.KafkaAccess;
import io.millrace.stack.LocalHome;
import io.millrace.stack.process.Commands;
import io.millrace.stack.process.Folders;
import io.millrace.stack.process.Launch;
import io.millrace.stack.process.Part;
import io.millrace.stack.process.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;

/** A Kafka broker that is its own KRaft controller, on loopback. */
public final class KafkaPart implements Part {

  private static final int HEAP_MEGABYTES = 448;

  private final PartsFolder parts;
  private final LocalHome home;
  private final int port;
  private final int controllerPort;

  /** Describes the broker under the home. */
  public KafkaPart(PartsFolder parts, LocalHome home, int port, int controllerPort) {
    this.parts = parts;
    this.home = home;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  @Override
  public Launch launch() {
    List<String> command = java(HEAP_MEGABYTES);
    command.addAll(List.of("kafka.Kafka", settingsFile().toString()));
    return new Launch(command, home.run(), Map.of(), PropertiesText.of(settings()));
  }

  @Override
  public void prepare() {
    Logback.write(home);
    Folders.make(data());
    Folders.write(settingsFile(), PropertiesText.of(settings()), "rw-r--r--");
    if (!Files.exists(data().resolve("meta.properties"))) {
      format();
    }
  }

  @Override
  public boolean answers() {
    return Probe.accepts(port) && KafkaProbe.answers(KafkaAccess.plain("127.0.0.1:" + port));
  }

  private void format() {
    List<String> command = java(HEAP_MEGABYTES);
    command.addAll(
        List.of(
            "kafka.tools.StorageTool",
            "format",
            "--ignore-formatted",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            settingsFile().toString()));
    Commands.run("Formatting Kafka's storage", home.run(), Duration.ofMinutes(2), command);
  }

  private List<String> java(int heap) {
    return new ArrayList<>(
        JavaCommand.java(heap, List.of(Logback.option(home), "-cp", parts.kafkaClassPath())));
  }

  private Path settingsFile() {
    return home.run().resolve("kafka.properties");
  }

  private Path data() {
    return home.root().resolve("data").resolve("kafka");
  }

  private Map<String, String> settings() {
    Map<String, String> settings =
        new TreeMap<>(SharedSettings.of(KafkaPart.class, "kafka-broker.properties"));
    String broker = "PLAINTEXT://127.0.0.1:" + port;
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", broker);
    settings.put("log.dirs", data().toString());
    return settings;
  }
}
