package io.millrace.benchmark;

import io.millrace.stack.StackEnvironment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Prints what a pipeline with its rows takes of disks: topics, stores, tables and an index. */
final class DiskUse {
  private static final String TABLES =
      "select pg_total_relation_size('profiles') + pg_total_relation_size('matches')";
  private static final String PROVENANCE = "select pg_total_relation_size('millrace.provenance')";
  private static final String INDEX = "benchmark_disk_use";
  private static final String COLUMN = "embedding_seeking";

  /** Smaller topics are not worth a line. */
  private static final long LEAST_BYTES = 1_000_000;

  private static final double MEGABYTE = 1e6;

  private final StackEnvironment environment;
  private final Connection connection;
  private final Path data;

  /**
   * @param data of the local stack
   */
  DiskUse(StackEnvironment environment, Connection connection, Path data) {
    this.environment = environment;
    this.connection = connection;
    this.data = data;
  }

  void print() throws Exception {
    Map<String, Long> topics = topics();
    topics.entrySet().stream()
        .filter(topic -> topic.getValue() >= LEAST_BYTES)
        .forEach(topic -> print("topic " + topic.getKey(), topic.getValue()));
    print("all topics", topics.values().stream().mapToLong(Long::longValue).sum());
    print("state of the applications", DiskSizes.ofFiles(data.resolve("streams")));
    print("host tables with indexes", (long) Target.number(connection, TABLES));
    print("millrace.provenance", (long) Target.number(connection, PROVENANCE));
    printIndex();
  }

  /** Of one column of vectors, built in one go as a switch builds it. */
  private void printIndex() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create index %s on profiles using hnsw (%s vector_cosine_ops)".formatted(INDEX, COLUMN));
      double bytes = Target.number(connection, "select pg_relation_size('" + INDEX + "')");
      double vectors = Target.number(connection, "select count(" + COLUMN + ") from profiles");
      System.out.printf(
          Locale.ROOT,
          "%-34s %9.1f MB, %.0f bytes for each of %.0f vectors%n",
          "HNSW index of one column",
          bytes / MEGABYTE,
          bytes / vectors,
          vectors);
      statement.execute("drop index " + INDEX);
    }
  }

  private Map<String, Long> topics() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(environment.kafka().properties())) {
      return DiskSizes.ofTopics(admin);
    }
  }

  private static void print(String what, long bytes) {
    System.out.printf(Locale.ROOT, "%-34s %9.1f MB%n", what, bytes / MEGABYTE);
  }
}
