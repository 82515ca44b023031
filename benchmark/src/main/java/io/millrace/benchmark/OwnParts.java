package io.millrace.benchmark;

import io.millrace.app.Main;
import io.millrace.app.local.Installation;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import io.millrace.stack.StackEnvironment;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a local stack without its applications, named to commands by variables as parts of
 * one's own, with one table of texts.
 */
record OwnParts(LocalStack stack, String modelUrl) implements AutoCloseable {
  /** Counts rows that have their vector. */
  static final String WRITTEN = "select count(embedding) from notes";

  private static final String PARTITIONS = "12";

  private static final String PLAN =
      """
      version: 1
      embedding_model: test/model
      tables:
        notes:
          key: id
          embed: { embedding: { from: [body] } }
      """;

  /** Starts everything, and makes topics and connectors. */
  static OwnParts start(String modelUrl) throws Exception {
    LocalStack stack = Installation.fromEnvironment(null, System.err::println).stack();
    stack.start(PartName.POSTGRES, PartName.KAFKA, PartName.REGISTRY, PartName.CONNECT);
    OwnParts parts = new OwnParts(stack, modelUrl);
    Files.writeString(parts.plan(), PLAN);
    try (Connection connection = parts.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table notes (id bigserial primary key, body text)");
    }
    parts.command("init");
    parts.command("connectors");
    return parts;
  }

  private Path plan() {
    return stack.settings().home().data().resolve("instances.yaml");
  }

  Connection connect() throws SQLException {
    var access = stack.environment().database();
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  /** Texts that all differ, so that each is a call. */
  void insert(Connection connection, int rows) throws SQLException {
    String sql =
        "insert into notes (body) select 'text ' || gen_random_uuid() from generate_series(1, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, rows);
      statement.execute();
    }
  }

  private void command(String... arguments) throws IOException, InterruptedException {
    Path log = stack.settings().home().logs().resolve("command.log");
    if (process(Map.of(), log, arguments).waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** Starts a command with variables that name the parts. */
  Process process(Map<String, String> more, Path log, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dmillrace.log.level=INFO",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder.environment().putAll(variables());
    builder.environment().putAll(more);
    return builder.start();
  }

  private Map<String, String> variables() {
    StackEnvironment where = stack.environment();
    Map<String, String> variables = new HashMap<>();
    variables.put("MILLRACE_JDBC_URL", where.database().jdbcUrl());
    variables.put("MILLRACE_JDBC_USER", where.database().user());
    variables.put("MILLRACE_JDBC_PASSWORD", where.database().password());
    variables.put("MILLRACE_BOOTSTRAP_SERVERS", where.bootstrapServers());
    variables.put("MILLRACE_REGISTRY_URL", where.registryUrl());
    variables.put("MILLRACE_CONNECT_URL", where.connectUrl());
    variables.put("MILLRACE_PARTITIONS", PARTITIONS);
    variables.put("MILLRACE_PLAN", plan().toString());
    variables.put("MILLRACE_EMBEDDING_PROVIDER", "tei");
    variables.put("MILLRACE_EMBEDDING_URL", modelUrl);
    return variables;
  }

  @Override
  public void close() {
    stack.stopAll();
  }
}
