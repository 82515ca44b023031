package io.millrace.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.report.ReadOnly;
import io.millrace.app.rereads.RowAddress;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.TaskVersion;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A prepared database, and rows in it that look as the sink leaves them. */
final class AuditedDatabase implements AutoCloseable {
  static final EnrichmentPlan PLAN = PlanReader.readDefault();
  static final TablePlan PROFILES = PLAN.table("profiles");
  private static final int DIMENSIONS = 3;
  private static final int STATEMENT_SECONDS = 60;

  private final TestPostgres server;
  private final Connection host;

  private AuditedDatabase(TestPostgres server) throws SQLException {
    this.server = server;
    this.host = server.connect();
  }

  static AuditedDatabase start(Path folder) throws SQLException {
    AuditedDatabase database = new AuditedDatabase(TestPostgres.start(folder));
    database.run(PlanReader.defaultHostTables());
    try (Connection connection = database.server.connect()) {
      preparation(versions("1")).apply(connection);
    }
    return database;
  }

  static DatabasePreparation preparation(List<TaskVersion> versions) {
    return new DatabasePreparation(PLAN, Names.standard(), DIMENSIONS, versions);
  }

  /** Versions of the plan's tasks, all with the same mark. */
  static List<TaskVersion> versions(String mark) {
    return PROFILES.tasks().stream()
        .map(task -> new TaskVersion("profiles", task.column(), mark, "a/model"))
        .toList();
  }

  Connection connect() throws SQLException {
    return server.connect();
  }

  void run(String sql) throws SQLException {
    try (Statement statement = host.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Each row of a query as its columns by name. */
  List<Map<String, String>> rows(String sql) throws SQLException {
    try (Statement statement = host.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<Map<String, String>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, String> row = new HashMap<>();
        for (int index = 1; index <= result.getMetaData().getColumnCount(); index++) {
          row.put(
              result.getMetaData().getColumnLabel(index), String.valueOf(result.getString(index)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Three profiles and two matches, everything as the sink leaves it. */
  void fill() throws SQLException {
    run("truncate profiles, matches, millrace.provenance");
    run("update millrace.generation set generation = 1, state = 'active'");
    for (int number = 1; number <= 3; number++) {
      run(
          "insert into profiles (id, seeking, offering, who_you_serve, what_you_do, niche, bio)"
              + " values ('%s', 'seeks %2$d', E'a\\u001fb %2$d', 'Kn\u00f6del \ud83c\udf0a', null, '', 'x')"
                  .formatted(id(number), number));
    }
    for (PlanTask task : PROFILES.tasks()) {
      enrich(task);
    }
    run(
        "insert into matches (id, profile_id, suggested_profile_id) values ('%1$s', '%1$s', '%2$s'), ('%2$s', '%2$s', '%1$s')"
            .formatted(id(1), id(2)));
    run(
        """
        update matches set score_ab = 1, score_ba = 1, harmonic_mean = 1, scored_at = now(),
          match_context = '{"v": 2, "ab": {}, "ba": {}, "version": [1, 1, 5]}'\
        """);
  }

  static String id(int number) {
    return "00000000-0000-0000-0000-00000000000" + number;
  }

  private void enrich(PlanTask task) throws SQLException {
    boolean embeds = task instanceof EmbedTask;
    String inputs = String.join(", ", task.from());
    // Nothing to embed is NULL; what is not found is an empty list.
    String value =
        embeds
            ? "case when concat(%s) <> '' then '[1,0,0]'::vector end".formatted(inputs)
            : "'[]'::jsonb";
    run(
        """
        update profiles set %1$s = %2$s, enrichment_metadata = jsonb_set(
          coalesce(enrichment_metadata, '{"field_meta": {}}'), '{field_meta,%1$s}',
          jsonb_build_object('source', 'hf_embedding', 'model', 'a/model', 'pipeline_version', 1,
            'input_hash', millrace.input_hash(%3$s)))\
        """
            .formatted(task.column(), value, inputs));
    run(
        """
        insert into millrace.provenance
        select 'profiles', id::text, '%1$s', 1, millrace.input_hash(%2$s), '1', 'a/model', 1, 7,
          %1$s is not null, md5(%3$s), 'written', now(), now() from profiles\
        """
            .formatted(
                task.column(),
                inputs,
                embeds ? "vector_send(" + task.column() + ")" : task.column() + "::text"));
  }

  AuditReport audit() throws SQLException {
    return audit(versions("1"));
  }

  AuditReport audit(List<TaskVersion> versions) throws SQLException {
    try (Connection connection = server.connect()) {
      AuditStatements statements =
          AuditStatements.read(connection, PLAN, Names.standard(), versions);
      return ReadOnly.run(
          connection, STATEMENT_SECONDS, database -> Audit.read(database, statements));
    }
  }

  /** The rows that a repair asks for. */
  List<RowAddress> gap() throws SQLException {
    List<RowAddress> asked = new ArrayList<>();
    try (Connection connection = server.connect()) {
      AuditStatements statements =
          AuditStatements.read(connection, PLAN, Names.standard(), versions("1"));
      long count =
          ReadOnly.run(
              connection,
              STATEMENT_SECONDS,
              database -> AuditRepair.run(database, statements, asked::addAll));
      assertThat(count).isEqualTo(asked.size());
    }
    return asked;
  }

  long prepareRepair() throws SQLException {
    return prepareRepair(rows -> {});
  }

  long prepareRepair(AuditRepair.Requests requests) throws SQLException {
    try (Connection connection = server.connect()) {
      return AuditRepair.prepare(
          connection,
          AuditStatements.read(connection, PLAN, Names.standard(), versions("1")),
          requests);
    }
  }

  /** What the audit found in one column. */
  ColumnAudit audit(String column) throws SQLException {
    return audit().columns().stream()
        .filter(found -> found.column().equals(column))
        .collect(Collectors.toList())
        .get(0);
  }

  @Override
  public void close() throws SQLException {
    host.close();
    server.close();
  }
}
