package io.millrace.app.deploy;

import io.millrace.stack.KafkaAccess;
import io.millrace.stack.parts.KafkaProbe;
import io.millrace.stack.parts.PropertiesText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/**
 * A broker that lets in over TLS only, and only who has a password, as a process of its own. Its
 * certificate is made here, for this machine's loopback address.
 */
final class EncryptedBroker implements AutoCloseable {
  static final String PASSWORD = "s3cret-of-the-client";
  private static final Set<String> SECRET = Set.of("sasl.jaas.config", "ssl.truststore.password");
  private static final Path SETTINGS =
      ComposeFile.ROOT.resolve(
          "stack/src/main/resources/io/millrace/stack/parts/kafka-broker.properties");

  private final Path folder;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private final Process process;

  private EncryptedBroker(Path folder) throws Exception {
    this.folder = folder;
    makeCertificate();
    Path settings = folder.resolve("server.properties");
    Files.writeString(settings, PropertiesText.of(settings()));
    JdkPrograms.run(
        java(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            settings.toString()),
        folder.resolve("format.log"));
    process =
        JdkPrograms.start(java("kafka.Kafka", settings.toString()), folder.resolve("broker.log"));
  }

  /** Returns once it answers those who have the password. */
  static EncryptedBroker start(Path folder) throws Exception {
    EncryptedBroker broker = new EncryptedBroker(folder);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> KafkaProbe.answers(broker.access()));
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  KafkaAccess access() {
    return access(PASSWORD);
  }

  KafkaAccess access(String password) {
    return new KafkaAccess(bootstrapServers(), client(password));
  }

  /** What a client needs to enter. */
  Map<String, String> client(String password) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login("millrace", password, ""),
        "ssl.truststore.location",
        folder.resolve("trusted.p12").toString(),
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.password",
        JdkPrograms.STORE_PASSWORD);
  }

  /**
   * The same as a user names it: what is secret in files, the rest in variables.
   *
   * @param secrets the files' folder
   */
  Map<String, String> variables(Path secrets) throws IOException {
    Map<String, String> variables = new HashMap<>();
    variables.put("MILLRACE_BOOTSTRAP_SERVERS", bootstrapServers());
    for (Map.Entry<String, String> setting : client(PASSWORD).entrySet()) {
      String variable =
          "MILLRACE_KAFKA_" + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_');
      if (SECRET.contains(setting.getKey())) {
        Path file = secrets.resolve(setting.getKey());
        Files.writeString(file, setting.getValue() + "\n");
        variables.put(variable + "_FILE", file.toString());
      } else {
        variables.put(variable, setting.getValue());
      }
    }
    return variables;
  }

  private Map<String, String> settings() throws IOException {
    Properties shared = new Properties();
    shared.load(Files.newBufferedReader(SETTINGS));
    Map<String, String> settings = new HashMap<>();
    shared.stringPropertyNames().forEach(name -> settings.put(name, shared.getProperty(name)));
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "SASL_SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "SASL_SSL://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "SASL_SSL");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "listener.name.sasl_ssl.plain.sasl.jaas.config",
        login(
            "broker",
            "of-the-broker",
            " user_broker=\"of-the-broker\" user_millrace=\"" + PASSWORD + "\""));
    settings.put("ssl.keystore.location", folder.resolve("broker.p12").toString());
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.password", JdkPrograms.STORE_PASSWORD);
    settings.put("ssl.truststore.location", folder.resolve("trusted.p12").toString());
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.password", JdkPrograms.STORE_PASSWORD);
    settings.put("log.dirs", folder.resolve("data").toString());
    return settings;
  }

  private static String login(String user, String password, String more) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"%s;"
        .formatted(user, password, more);
  }

  private void makeCertificate() throws Exception {
    String keys = folder.resolve("broker.p12").toString();
    String certificate = folder.resolve("broker.crt").toString();
    JdkPrograms.keytool(
        folder,
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-keystore",
        keys);
    JdkPrograms.keytool(
        folder, "-exportcert", "-alias", "broker", "-file", certificate, "-keystore", keys);
    JdkPrograms.keytool(
        folder,
        "-importcert",
        "-noprompt",
        "-alias",
        "broker",
        "-file",
        certificate,
        "-keystore",
        folder.resolve("trusted.p12").toString());
  }

  private static List<String> java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JdkPrograms.program("java"),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                ComposeFile.ROOT.resolve("parts/kafka/target/lib") + "/*"));
    command.addAll(List.of(arguments));
    return command;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    JdkPrograms.end(process);
  }
}
