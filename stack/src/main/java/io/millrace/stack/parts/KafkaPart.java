package io.millrace.stack.parts;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** A Kafka broker that is its own KRaft controller, on loopback. */
public final class KafkaPart implements Part {

  private static final int HEAP_MEGABYTES = 448;
  private static final int ANSWER_SECONDS = 3;

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
    if (!Probe.accepts(port)) {
      return false;
    }
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + port,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_SECONDS * 1000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_SECONDS * 1000);
    try (Admin admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
    String broker = "PLAINTEXT://127.0.0.1:" + port;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", broker),
        Map.entry("log.dirs", data().toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("num.partitions", "4"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        // One broker holds the only copy.
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "8"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "8"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        // A lone member need not wait for others.
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // A killed broker's registration bars its successor for this long (the default is 9 s).
        Map.entry("broker.session.timeout.ms", "4000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        // After a kill the broker leads its partitions, resigns and leads again within two seconds.
        // A first reading of the groups that goes on meanwhile makes the half-finished second one
        // count as done (CoordinatorRuntime of 4.3.1 does not compare epochs there), and groups
        // hang for minutes with members that nobody expires. It notices that it is not wanted any
        // more between two buffers only, and the default of 5 MB holds everything.
        Map.entry("offsets.load.buffer.size", "65536"),
        // A killed application's open transaction must not hold back readers for long.
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
        // The default of 128 MB would be a third of the heap.
        Map.entry("log.cleaner.dedupe.buffer.size", "33554432"));
  }
}
