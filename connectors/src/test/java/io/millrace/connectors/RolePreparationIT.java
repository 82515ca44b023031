package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Makes the connectors' roles in a real PostgreSQL, and enters the database as them. */
class RolePreparationIT {
  private static final String PASSWORD = "an unlikely password";
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final Names NAMES = Names.standard();

  @TempDir private static Path folder;
  private static TestPostgres server;

  private final DatabasePreparation database =
      new DatabasePreparation(PLAN, NAMES, Settings.DIMENSIONS);
  private final RolePreparation roles = new RolePreparation(PLAN, NAMES);
  private TestDatabase test;

  @BeforeAll
  static void startServer() {
    server = TestPostgres.start(folder.resolve("home"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    test = TestDatabase.create(server);
    run(test.connection(), PlanReader.defaultHostTables());
  }

  @AfterEach
  void close() throws SQLException {
    test.close();
    try (Connection administrator = server.connect()) {
      run(administrator, "drop role if exists millrace_capture, millrace_sink, owner_of_tables");
    }
  }

  private void prepare() throws SQLException {
    database.apply(test.connection());
    assertThat(roles.apply(test.connection()).administrator()).isEmpty();
    for (DatabaseRole role : DatabaseRole.values()) {
      roles.setPassword(test.connection(), role, PASSWORD);
    }
  }

  private static Connection enter(DatabaseRole role) throws SQLException {
    DatabaseAccess access = server.access();
    return DriverManager.getConnection(access.jdbcUrl("init_test"), role.name(NAMES), PASSWORD);
  }

  @Test
  void shouldLetTheCapturingRoleReadTheLogAndTheCapturedColumnsOnly() throws SQLException {
    prepare();

    try (Connection capture = enter(DatabaseRole.CAPTURE)) {
      run(capture, "select id, bio, seeking from profiles");
      run(capture, "select * from pg_create_logical_replication_slot('roles', 'pgoutput', true)");
      run(capture, "insert into millrace.signal (id, type) values ('1', 'log')");
      run(capture, "delete from millrace.signal");
      run(capture, "select pg_drop_replication_slot('roles')");
      assertDenied(capture, "select updated_at from profiles");
      assertDenied(capture, "update profiles set bio = 'x'");
      assertDenied(capture, "select * from millrace.provenance");
      assertDenied(capture, "create table public.mine (id int)");
    }
  }

  @Test
  void shouldLetTheSinksRoleWriteResultsOnly() throws SQLException {
    prepare();

    try (Connection sink = enter(DatabaseRole.SINK)) {
      run(sink, "update profiles set embeddings_model = 'm', enrichment_metadata = '{}'");
      run(sink, "update matches set score_ab = 1, scored_at = now()");
      run(sink, "select * from millrace.generation for share");
      assertThat(OriginSupport.probe(sink, NAMES).used()).isTrue();
      run(sink, "select pg_replication_origin_create('test_roles')");
      run(sink, "select pg_replication_origin_session_setup('test_roles')");
      assertDenied(sink, "update profiles set seeking = 'x'");
      assertDenied(sink, "update matches set match_score = 1");
      assertDenied(sink, "insert into profiles (name) values ('x')");
      assertDenied(sink, "delete from profiles");
      assertDenied(sink, "select updated_at from profiles");
      assertDenied(
          sink, "insert into millrace.generation (generation, state) values (2, 'active')");
      assertDenied(sink, "select pg_replication_origin_drop('test_roles')");
      assertDenied(sink, "create table public.mine (id int)");
    }
  }

  /** Invariant 9. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "revoke update (content_style) on profiles from millrace_sink; the role 'millrace_sink' may"
            + " not update of \"public\".\"profiles\": content_style",
        "revoke select (seeking, offering) on profiles from millrace_capture; the role"
            + " 'millrace_capture' may not select of \"public\".\"profiles\": seeking, offering",
        "alter role millrace_capture noreplication; the role 'millrace_capture' may not log in or"
            + " not replicate"
      })
  void shouldBeTold_whenARoleLostWhatItNeeds(String change, String sentence) throws SQLException {
    prepare();
    assertThat(roleFaults()).isEmpty();

    run(test.connection(), change);

    assertThat(roleFaults()).singleElement().asString().isEqualTo(sentence);
    roles.apply(test.connection());
    assertThat(roleFaults()).isEmpty();
  }

  private List<String> roleFaults() throws SQLException {
    DatabaseCheckup checkup = new DatabaseCheckup(PLAN, NAMES, 384, "run 'millrace up'");
    return checkup.findings(test.connection()).stream()
        .filter(finding -> finding instanceof Finding.Fault && finding.check().equals("roles"))
        .map(Finding::sentence)
        .toList();
  }

  @Test
  void shouldSendNoPassword() throws SQLException {
    prepare();

    assertThat(DatabasePreparation.script(roles.statements(test.connection()).own()))
        .doesNotContain(PASSWORD)
        .doesNotContain("SCRAM");
    assertThat(texts("select rolpassword from pg_authid where rolname = 'millrace_sink'"))
        .singleElement()
        .satisfies(password -> assertThat(password).startsWith("SCRAM-SHA-256$"));
  }

  @Test
  void shouldRunAgainAndMendARoleThatMayNotReplicate() throws SQLException {
    prepare();
    run(test.connection(), "alter role millrace_capture noreplication");

    roles.apply(test.connection());

    assertThat(texts("select rolreplication from pg_roles where rolname = 'millrace_capture'"))
        .containsExactly("t");
    assertThat(roles.statements(test.connection()).own())
        .noneMatch(statement -> statement.sql().matches("(create|alter) role.*"));
  }

  @Test
  void shouldLeaveToAnAdministratorWhatTheTablesOwnerMayNot() throws SQLException {
    run(test.connection(), "create role owner_of_tables createrole");
    run(test.connection(), "alter table profiles owner to owner_of_tables");
    run(test.connection(), "alter table matches owner to owner_of_tables");
    database.apply(test.connection());
    run(test.connection(), "alter schema millrace owner to owner_of_tables");
    for (String table : List.of("generation", "provenance", "heartbeat", "signal")) {
      run(test.connection(), "alter table millrace." + table + " owner to owner_of_tables");
    }
    run(test.connection(), "set role owner_of_tables");

    RoleStatements left = roles.apply(test.connection());

    run(test.connection(), "reset role");
    assertThat(texts("select rolname from pg_roles where rolname ~ '^millrace_'"))
        .containsExactly("millrace_sink");
    assertThat(DatabasePreparation.script(left.administrator()))
        .contains("create role \"millrace_capture\" login replication")
        .contains("pg_replication_origin_session_setup(text) to \"millrace_sink\"");
    run(test.connection(), DatabasePreparation.script(left.administrator()));
    run(test.connection(), "set role owner_of_tables");
    assertThat(roles.statements(test.connection()).administrator()).isEmpty();
    run(test.connection(), "reset role");
  }

  /** As on a hosted server that gives nobody the attribute. */
  @Test
  void shouldUseTheRoleThatStandsForReplication_whereThereIsOne() throws SQLException {
    run(test.connection(), "create role rds_replication");
    try {
      prepare();

      assertThat(texts("select rolreplication from pg_roles where rolname = 'millrace_capture'"))
          .containsExactly("f");
      assertThat(texts("select pg_has_role('millrace_capture', 'rds_replication', 'member')"))
          .containsExactly("t");
      assertThat(roles.statements(test.connection()).own())
          .noneMatch(statement -> statement.sql().matches("(create|alter) role.*"));
    } finally {
      run(test.connection(), "drop role rds_replication");
    }
  }

  @Test
  void shouldLetRolesSeeEveryRow_whenATableHasRowLevelSecurity() throws SQLException {
    run(test.connection(), "insert into profiles (name) values ('a'), ('b')");
    run(test.connection(), "alter table profiles enable row level security");

    prepare();

    for (DatabaseRole role : DatabaseRole.values()) {
      try (Connection connection = enter(role)) {
        assertThat(texts(connection, "select count(id) from profiles")).containsExactly("2");
      }
    }
    assertThat(roles.statements(test.connection()).own())
        .noneMatch(statement -> statement.sql().startsWith("create policy"));
  }

  /** Invariant 4: into the columns of its own generation, which it must be able to write. */
  @Test
  void shouldLetTheSinksRoleWriteTheColumnsOfAGenerationThatIsBeingBuilt() throws SQLException {
    database.apply(test.connection());
    run(test.connection(), "alter table profiles add embedding_seeking__g2 vector(384)");
    run(test.connection(), "alter table profiles add mine__g2 text");

    prepare();

    try (Connection sink = enter(DatabaseRole.SINK)) {
      run(sink, "update profiles set embedding_seeking__g2 = null");
      assertDenied(sink, "update profiles set mine__g2 = null");
    }
  }

  @Test
  void shouldTakeTheRolesBackThatItMade_andNoOthers() throws SQLException {
    run(test.connection(), "create role millrace_sink login");
    prepare();

    database.undo(test.connection());

    assertThat(texts("select rolname from pg_roles where rolname ~ '^millrace_'"))
        .containsExactly("millrace_sink");
  }

  @Test
  void shouldQuoteTheNamesOfTables() throws SQLException {
    run(test.connection(), "create schema \"Sales\"");
    run(
        test.connection(),
        "create table \"Sales\".\"Order\" (\"Id\" int primary key, \"select\" text)");
    EnrichmentPlan plan =
        PlanReader.read(
            """
            version: 1
            embedding_model: m
            tables:
              Sales.Order:
                key: Id
                embed: { "Vector": { from: [select] } }
            """,
            "p.yaml");
    new DatabasePreparation(plan, NAMES, 8).apply(test.connection());

    new RolePreparation(plan, NAMES).apply(test.connection());
    roles.setPassword(test.connection(), DatabaseRole.SINK, PASSWORD);

    try (Connection sink = enter(DatabaseRole.SINK)) {
      run(sink, "update \"Sales\".\"Order\" set \"Vector\" = null where \"Id\" = 1");
      assertDenied(sink, "update \"Sales\".\"Order\" set \"select\" = null");
    }
  }

  private static void assertDenied(Connection connection, String sql) {
    assertThatThrownBy(() -> run(connection, sql))
        .as(sql)
        .hasMessageContaining("permission denied");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    return texts(test.connection(), sql);
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
