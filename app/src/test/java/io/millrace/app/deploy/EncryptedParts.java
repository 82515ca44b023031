package io.millrace.app.deploy;

import io.millrace.stack.LocalHome;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import io.millrace.stack.StackEnvironment;
import io.millrace.stack.StackSettings;
import io.millrace.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Parts of one's own, of which Kafka asks for TLS and a password, the database for TLS, a password
 * and a certificate, and the commands that are told of them as docs/deployment.md says. To be used
 * by one thread.
 */
final class EncryptedParts implements AutoCloseable {
  private final LocalHome home = new LocalHome(Path.of("target", "it-encrypted"));
  private final LocalStack stack = stack(home);
  private final Deque<Runnable> started = new ArrayDeque<>();
  private final int statusPort = EncryptedBroker.freePort();
  private final EncryptedBroker broker;
  private final ConnectWorker worker;
  private final EncryptedDatabase database;
  private final MillraceProcesses millrace;

  private EncryptedParts(String plan, String modelUrl) throws Exception {
    stack.stopAll();
    Folders.delete(home.root());
    started.push(stack::stopAll);
    try {
      broker = EncryptedBroker.start(folder("own-kafka"));
      started.push(broker::close);
      Map<String, String> kafka = broker.variables(home.secrets());
      kafka.put("MILLRACE_HOME", home.root().toString());
      worker = ConnectWorker.start(folder("connect"), kafka);
      started.push(worker::close);
      stack.start(PartName.POSTGRES, PartName.REGISTRY);
      database = EncryptedDatabase.of(stack, Authority.create(folder("authority")));
      Files.writeString(plan(), plan);
      millrace = new MillraceProcesses(variables(kafka, modelUrl), home.logs());
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything but the applications; the worker may not serve yet.
   *
   * @param plan its text
   * @param modelUrl of a server that speaks as TEI
   */
  static EncryptedParts start(String plan, String modelUrl) throws Exception {
    return new EncryptedParts(plan, modelUrl);
  }

  private static LocalStack stack(LocalHome home) {
    StackSettings defaults = StackSettings.fromEnvironment(Map.of(), List.of());
    return new LocalStack(
        new StackSettings(
            home, StackSettings.defaultCache(), defaults.parts(), List.of(), Optional.empty()),
        sentence -> System.out.println("[parts] " + sentence));
  }

  LocalHome home() {
    return home;
  }

  EncryptedBroker broker() {
    return broker;
  }

  ConnectWorker worker() {
    return worker;
  }

  EncryptedDatabase database() {
    return database;
  }

  MillraceProcesses millrace() {
    return millrace;
  }

  /** Starts {@code millrace run}, which the caller ends; the connectors must have been made. */
  Process startApplications() throws Exception {
    return millrace
        .with(
            Map.of(
                "MILLRACE_UNAVAILABLE_VALUE_PLACEHOLDER_FILE",
                secret("unavailable-value-placeholder")))
        .startApplications(home.logs().resolve("applications.log"), statusPort);
  }

  /** Every password that somebody might tell. */
  List<String> passwords() throws IOException {
    List<String> passwords = new ArrayList<>();
    passwords.add(EncryptedBroker.PASSWORD);
    passwords.add(JdkPrograms.STORE_PASSWORD);
    passwords.add(EncryptedDatabase.KEY_PASSWORD);
    passwords.add(database.plain().password());
    for (String role : List.of("capture", "sink")) {
      Properties secrets = new Properties();
      secrets.load(Files.newBufferedReader(home.connectSecrets().resolve(role + ".properties")));
      passwords.add(secrets.getProperty("password"));
    }
    return passwords;
  }

  private Map<String, String> variables(Map<String, String> kafka, String modelUrl)
      throws IOException {
    StackEnvironment where = stack.environment();
    Map<String, String> variables = new HashMap<>(kafka);
    variables.put("MILLRACE_PARTS", ComposeFile.ROOT.resolve("parts").toString());
    variables.put("MILLRACE_JDBC_URL_FILE", urlFile(database.authority()).toString());
    variables.put("MILLRACE_JDBC_USER", database.plain().user());
    variables.put("MILLRACE_JDBC_PASSWORD_FILE", secret("postgres.password"));
    variables.put("MILLRACE_REGISTRY_URL", where.registryUrl());
    variables.put("MILLRACE_CONNECT_URL", worker.url());
    variables.put("MILLRACE_STATUS_URL", "http://127.0.0.1:" + statusPort);
    variables.put("MILLRACE_PLAN", plan().toString());
    variables.put("MILLRACE_PLAN_FILE", plan().toString());
    variables.put("MILLRACE_PARTITIONS", "2");
    variables.put("MILLRACE_STATE_DIRECTORY", home.data().resolve("state").toString());
    variables.put("MILLRACE_EMBEDDING_PROVIDER", "tei");
    variables.put("MILLRACE_EMBEDDING_URL", modelUrl);
    return variables;
  }

  /** A file with the database's URL for somebody who trusts an authority. */
  Path urlFile(Authority trusted) throws IOException {
    Path file = home.secrets().resolve("database-url-" + trusted.folder().getFileName());
    return Files.writeString(file, database.url(trusted) + "\n");
  }

  private String secret(String name) {
    return home.secrets().resolve(name).toString();
  }

  private Path plan() {
    return home.data().resolve("plan.yaml");
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(home.data().resolve(name));
  }

  /** Runs a statement as the host would. */
  void sql(String statement) throws SQLException {
    try (Connection connection = database.connect();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  /** The only value of a query's only row. */
  String text(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Stops what was started last first. */
  @Override
  public void close() {
    started.forEach(Runnable::run);
    Folders.delete(home.data());
  }
}
