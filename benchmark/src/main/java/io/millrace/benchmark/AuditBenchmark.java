package io.millrace.benchmark;

import io.millrace.app.audit.Audit;
import io.millrace.app.audit.AuditReport;
import io.millrace.app.report.ReadOnly;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.TaskVersion;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.PlanTask;
import io.millrace.plan.VectorIndex;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints the seconds that an audit of many rows takes, on a PostgreSQL of its own. */
public final class AuditBenchmark {
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final int DIMENSIONS = 384;
  private static final int TIMEOUT_SECONDS = 600;
  private static final double NANOS = 1e9;

  private final Connection connection;
  private final List<PlanTask> tasks = PLAN.table("profiles").tasks();

  private AuditBenchmark(Connection connection) {
    this.connection = connection;
  }

  /** Arguments: how many profiles, 100,000 unless given. */
  public static void main(String[] arguments) throws Exception {
    int profiles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    System.out.println(Target.machine());
    Path folder = Files.createTempDirectory("millrace-audit");
    try (TestPostgres server = TestPostgres.start(folder.resolve("home"));
        Connection connection = server.connect()) {
      AuditBenchmark benchmark = new AuditBenchmark(connection);
      benchmark.fill(profiles);
      benchmark.measure();
    }
  }

  private List<TaskVersion> versions() {
    return tasks.stream()
        .map(task -> new TaskVersion("profiles", task.column(), "1", "a/model"))
        .toList();
  }

  private void fill(int profiles) throws SQLException {
    run(PlanReader.defaultHostTables());
    new DatabasePreparation(PLAN, Names.standard(), DIMENSIONS, versions()).apply(connection);
    dropIndexes();
    String text = "repeat(md5(n::text || '%s'), 8)";
    run(
        ("insert into profiles (seeking, offering, who_you_serve, what_you_do, niche, bio)"
                + " select %s, %s, %s, %s, %s, %s from generate_series(1, "
                + profiles
                + ") n")
            .formatted(
                text.formatted("a"),
                text.formatted("b"),
                text.formatted("c"),
                text.formatted("d"),
                text.formatted("e"),
                text.formatted("f")));
    run("update profiles set " + String.join(", ", tasks.stream().map(this::value).toList()));
    run(
        "update profiles set enrichment_metadata = jsonb_build_object('field_meta',"
            + " jsonb_build_object("
            + String.join(", ", tasks.stream().map(AuditBenchmark::copy).toList())
            + "))");
    for (PlanTask task : tasks) {
      provenance(task);
    }
    run(
        "insert into matches (profile_id, suggested_profile_id, score_ab, score_ba, harmonic_mean,"
            + " match_context) select id, id, 1, 1, 1, '{\"version\": [1, 1, 1]}' from profiles");
    run("update profiles set seeking = 'edited' where id::text like '0%' or id::text like '1%'");
    run("vacuum analyze");
  }

  /** Building them takes most of the time, and the audit uses none of them. */
  private void dropIndexes() throws SQLException {
    for (PlanTask task : tasks) {
      if (task instanceof EmbedTask embed && embed.index() == VectorIndex.HNSW) {
        run("drop index profiles_" + task.column() + "_hnsw");
      }
    }
  }

  private String value(PlanTask task) {
    return task instanceof EmbedTask
        ? "%s = ('[' || repeat('0.051,', %d) || length(seeking) || ']')::public.vector"
            .formatted(task.column(), DIMENSIONS - 1)
        : "%s = '[{\"type\": \"podcast\", \"confidence\": 0.71}]'".formatted(task.column());
  }

  private static String copy(PlanTask task) {
    return ("'%s', jsonb_build_object('source', 'hf_embedding', 'model', 'a/model',"
            + " 'pipeline_version', 1, 'input_hash', millrace.input_hash(%s))")
        .formatted(task.column(), String.join(", ", task.from()));
  }

  private void provenance(PlanTask task) throws SQLException {
    String value =
        task instanceof EmbedTask
            ? "public.vector_send(" + task.column() + ")"
            : task.column() + "::text";
    run(
        """
        insert into millrace.provenance
        select 'profiles', id::text, '%s', 1, millrace.input_hash(%s), '1', 'a/model', 1, 7, true,
          md5(%s), 'written', now(), now() from profiles\
        """
            .formatted(task.column(), String.join(", ", task.from()), value));
  }

  private void measure() throws SQLException {
    AuditStatements statements =
        AuditStatements.read(connection, PLAN, Names.standard(), versions());
    // What helps here is not counted in the session's processor time.
    run("set max_parallel_workers_per_gather = 0");
    Duration processorStart = processor();
    long start = System.nanoTime();
    AuditReport report =
        ReadOnly.run(connection, TIMEOUT_SECONDS, database -> Audit.read(database, statements));
    connection.setReadOnly(false);
    connection.setAutoCommit(true);
    print("audit", start, processorStart);
    System.out.println(report.text());
    processorStart = processor();
    start = System.nanoTime();
    run("select * from millrace.freshness");
    print("freshness view", start, processorStart);
  }

  private void print(String what, long startNanos, Duration processorStart) throws SQLException {
    System.out.printf(
        Locale.ROOT,
        "%-16s %6.1f s, %6.1f s of the server's processor%n",
        what,
        (System.nanoTime() - startNanos) / NANOS,
        processor().minus(processorStart).toNanos() / NANOS);
  }

  /** Of the process behind the connection. */
  private Duration processor() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1))
          .flatMap(process -> process.info().totalCpuDuration())
          .orElse(Duration.ZERO);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
