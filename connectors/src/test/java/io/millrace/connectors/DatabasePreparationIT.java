package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.matching.MatchExplanation;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.InputHashSql;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prepares a real PostgreSQL with pgvector and takes it back. */
class DatabasePreparationIT {
  private static final String SNAPSHOT =
      """
      select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
      union all select 'options ' || relname || coalesce(reloptions::text, '') from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r'
      union all select 'publication ' || pubname from pg_publication
      union all select 'schema ' || nspname from pg_namespace where nspname !~ '^pg_'
      order by 1
      """;

  private final DatabasePreparation preparation =
      new DatabasePreparation(PlanReader.readDefault(), Names.standard(), Settings.DIMENSIONS);

  @TempDir private static Path folder;
  private static TestPostgres server;
  private TestDatabase database;

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
    database = TestDatabase.create(server);
    run(PlanReader.defaultHostTables());
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void shouldAddToOurSchemaWhatAnOlderVersionDidNotKnow() throws SQLException {
    preparation.apply(connection());
    run("alter table millrace.provenance drop column marks, drop column truncated");

    assertThat(preparation.isPrepared(connection())).isFalse();
    preparation.apply(connection());

    assertThat(preparation.isPrepared(connection())).isTrue();
    assertThat(
            texts(
                "select attname from pg_attribute where attname in ('marks', 'truncated')"
                    + " and attrelid = 'millrace.provenance'::regclass order by attname"))
        .containsExactly("marks", "truncated");
  }

  @Test
  void shouldLetGenerationsSayMoreThanAnOlderVersionDid() throws SQLException {
    preparation.apply(connection());
    run(
        "alter table millrace.generation drop column embedding_model, drop column plan_file,"
            + " drop column embedding_settings, drop constraint generation_state_check, add constraint generation_state_check"
            + " check (state in ('active', 'building', 'retired'))");
    assertThat(new Generations(connection(), Names.standard()).active())
        .isEqualTo(Generation.first());

    preparation.apply(connection());
    run("update millrace.generation set state = 'standby', embedding_model = 'a/model'");

    assertThat(new Generations(connection(), Names.standard()).in(Generation.State.STANDBY))
        .hasValueSatisfying(
            generation -> {
              assertThat(generation.embeddingModel()).contains("a/model");
              assertThat(generation.embeddingSettings()).isEmpty();
            });
  }

  @Test
  void shouldKnowOfWhichVersionsNothingIsStored() throws SQLException {
    preparation.apply(connection());
    run(
        "insert into millrace.provenance (table_name, key, column_name, generation, input_hash,"
            + " task_version, model, epoch, revision, has_value, written_at, source_committed_at)"
            + " select 'profiles', key, 'embedding_seeking', 1, '', 'v' || key, 'm', 1, 1, true,"
            + " now(), now() from (values ('1'), ('2')) keys (key)");
    TaskVersion one = new TaskVersion("profiles", "embedding_seeking", "v1", "m");
    TaskVersion other = new TaskVersion("profiles", "embedding_seeking", "v3", "m");
    TaskVersion fresh = new TaskVersion("profiles", "embedding_offering", "v3", "m");

    StoredVersions stored = new StoredVersions(connection(), Names.standard(), 1);

    assertThat(stored.lacking(List.of(one, other, fresh))).containsExactly(other);
    assertThat(new StoredVersions(connection(), Names.standard(), 2).lacking(List.of(other)))
        .isEmpty();
  }

  @Test
  void shouldRememberWhoEmbedsForAGeneration() throws SQLException {
    preparation.apply(connection());
    Generations generations = new Generations(connection(), Names.standard());
    Map<String, String> settings =
        Map.of("millrace.embedding.provider", "tei", "millrace.embedding.url", "http://a \"b\"");

    Generation begun = generations.begin("a/model", Optional.empty(), settings);

    assertThat(generations.in(Generation.State.BUILDING)).contains(begun);
    assertThat(begun.embeddingSettings()).isEqualTo(settings);
    generations.embedBy(begun.number(), Map.of());
    assertThat(generations.in(Generation.State.BUILDING))
        .hasValueSatisfying(generation -> assertThat(generation.embeddingSettings()).isEmpty());
    assertThat(texts("select embedding_settings is null from millrace.generation"))
        .containsOnly("t");
  }

  @Test
  void shouldPrepareTheHostTablesAndFindNothingToDoTheSecondTime() throws SQLException {
    assertThat(preparation.isPrepared(connection())).isFalse();
    preparation.apply(connection());
    List<String> once = texts(SNAPSHOT);

    assertThat(preparation.isPrepared(connection())).isTrue();
    List<SqlStatement> again = preparation.statements(connection());
    preparation.apply(connection());

    assertThat(again)
        .extracting(SqlStatement::sql)
        .noneMatch(sql -> sql.contains("alter") || sql.contains("publication"));
    assertThat(texts(SNAPSHOT)).isEqualTo(once);
    assertThat(once)
        .contains(
            "column profiles.embedding_seeking vector(384)",
            "column profiles.embeddings_model text",
            "column profiles.niche_categories jsonb",
            "column profiles.audience_persona text",
            "column matches.score_ab double precision",
            "column matches.match_context jsonb",
            "options profiles{fillfactor=70}",
            "index CREATE INDEX profiles_embedding_seeking_hnsw ON public.profiles USING hnsw"
                + " (embedding_seeking vector_cosine_ops)",
            "index CREATE INDEX profiles_offer_types_gin ON public.profiles USING gin"
                + " (offer_types)");
    assertThat(texts("select generation || state || epoch from millrace.generation"))
        .containsExactly("1active1");
  }

  @Test
  void shouldPublishExactlyTheCapturedColumnsAndLeaveTheApplicationItsUpdates()
      throws SQLException {
    run("insert into profiles (name, bio, email) values ('a', 'b', 'c')");

    preparation.apply(connection());

    assertThat(
            texts(
                "select tablename || ' ' || array_length(attnames, 1) from pg_publication_tables"
                    + " where pubname = 'millrace' order by 1"))
        .containsExactly("heartbeat 3", "matches 3", "profiles 25", "signal 3");
    run("update profiles set name = 'x', bio = 'y', email = 'z', updated_at = now()");
    run("delete from profiles");
    assertThat(texts("select count(*) from profiles")).containsExactly("0");
  }

  @Test
  void shouldBringAPublicationBackThatSomebodyChanged() throws SQLException {
    preparation.apply(connection());
    run("alter publication millrace set table profiles, millrace.heartbeat");
    run("alter publication millrace set (publish = 'insert')");

    preparation.apply(connection());

    assertThat(preparation.statements(connection()))
        .extracting(SqlStatement::sql)
        .noneMatch(sql -> sql.contains("publication"));
    assertThat(
            texts(
                "select attnames::text from pg_publication_tables where pubname = 'millrace' and"
                    + " tablename = 'matches'"))
        .containsExactly("{id,profile_id,suggested_profile_id}");
    assertThat(texts("select pubtruncate from pg_publication")).containsExactly("t");
  }

  @Test
  void shouldLeaveTheHostTablesAsTheyWereAfterUndo() throws SQLException {
    run("create extension vector");
    run("alter table profiles add column embedding_seeking vector(384)");
    run("alter table profiles add column niche_categories jsonb default '[]'");
    run("create index own on profiles using gin (niche_categories)");
    List<String> before = texts(SNAPSHOT);

    preparation.apply(connection());
    run("select pg_create_logical_replication_slot('millrace', 'pgoutput')");
    run("select pg_replication_origin_create('millrace_sink_g1_0')");
    preparation.undo(connection());

    assertThat(texts(SNAPSHOT)).isEqualTo(before);
    assertThat(texts("select slot_name from pg_replication_slots")).isEmpty();
    assertThat(texts("select roname from pg_replication_origin")).isEmpty();
    assertThat(preparation.undo(connection())).isEmpty();
  }

  @Test
  void shouldDescribeWithoutChangingAnything() throws SQLException {
    List<String> before = texts(SNAPSHOT);

    String script = preparation.describe(connection());

    assertThat(script)
        .contains("-- publish the captured columns\ncreate publication \"millrace\" for table")
        .contains("\"embedding_seeking\" \"public\".\"vector\"(384)");
    assertThat(texts(SNAPSHOT)).isEqualTo(before);
    run(script);
    assertThat(texts("select tablename from pg_publication_tables")).hasSize(4);
  }

  @Test
  void shouldRefuseWithEveryProblemAtOnce() throws SQLException {
    run("create extension vector");
    run("alter table profiles replica identity full");
    run("alter table profiles add column embedding_offering vector(3)");
    run("alter table profiles add column offer_types text");
    run("alter table profiles alter column bio type char(20)");
    run("alter table profiles drop column niche");
    run("alter table profiles add column \"Seeking\" text");
    run("alter table matches drop constraint matches_pkey");
    run("alter table matches add primary key (profile_id, suggested_profile_id)");
    List<String> before = texts(SNAPSHOT);

    PreparationException refusal =
        catchThrowableOfType(PreparationException.class, () -> preparation.apply(connection()));

    assertThat(refusal.problems())
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("has replica identity full"),
            problem -> assertThat(problem).contains("is vector(3), but the model"),
            problem ->
                assertThat(problem).contains("'offer_types' of 'profiles' exists with type text"),
            problem -> assertThat(problem).contains("'bio'").contains("character(20)"),
            problem -> assertThat(problem).contains("has no column 'niche'"),
            problem -> assertThat(problem).contains("several columns 'seeking'"),
            problem -> assertThat(problem).contains("(profile_id, suggested_profile_id)"));
    assertThat(texts(SNAPSHOT)).isEqualTo(before);
  }

  @Test
  void shouldRefuseARoleWithoutRights() throws SQLException {
    run("drop role if exists millrace_test_weak");
    run("create role millrace_test_weak");
    run("grant pg_monitor to millrace_test_weak");
    run("set role millrace_test_weak");

    List<String> problems = preparation.problems(connection());
    OriginSupport origin = OriginSupport.probe(connection(), Names.standard());

    run("reset role");
    assertThat(problems)
        .anySatisfy(problem -> assertThat(problem).contains("may not create a schema"))
        .anySatisfy(problem -> assertThat(problem).contains("does not own the table"));
    assertThat(origin.used()).isFalse();
    assertThat(origin.reason()).contains("grant execute");
  }

  @Test
  void shouldPrepareAsAnOwnerWithoutFurtherRights() throws SQLException {
    run("create schema extensions");
    run("create extension vector schema extensions");
    run("drop role if exists millrace_test_owner");
    run("create role millrace_test_owner");
    run("grant create on database init_test to millrace_test_owner");
    run("alter table profiles owner to millrace_test_owner");
    run("alter table matches owner to millrace_test_owner");
    run("grant usage, create on schema public to millrace_test_owner");
    run("set role millrace_test_owner");

    List<String> without = preparation.problems(connection());
    run("reset role");
    run("grant usage on schema extensions to millrace_test_owner");
    run("set role millrace_test_owner");
    preparation.apply(connection());

    run("reset role");
    assertThat(without)
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .contains("grant usage on schema \"extensions\" to \"millrace_test_owner\""));
    assertThat(texts("select pubname from pg_publication")).containsExactly("millrace");
    run("drop schema millrace cascade");
    run("drop publication millrace");
    run("drop owned by millrace_test_owner cascade");
    run("drop role millrace_test_owner");
  }

  @Test
  void shouldSayWhatAnAdministratorMustRun_whenTheExtensionMayNotBeInstalled() throws SQLException {
    run("drop role if exists millrace_test_owner");
    run("create role millrace_test_owner");
    run("grant create on database init_test to millrace_test_owner");
    run("alter table profiles owner to millrace_test_owner");
    run("alter table matches owner to millrace_test_owner");
    run("set role millrace_test_owner");

    PreparationException refusal =
        catchThrowableOfType(PreparationException.class, () -> preparation.apply(connection()));

    run("reset role");
    assertThat(refusal)
        .hasMessageContaining(
            "let an administrator run: create extension if not exists vector schema \"public\"");
    run("drop owned by millrace_test_owner cascade");
    run("drop role millrace_test_owner");
  }

  @Test
  void shouldUseTheOriginFilterUnlessAnotherOriginWrites() throws SQLException {
    OriginSupport alone = OriginSupport.probe(connection(), Names.standard());
    run("select pg_replication_origin_create('millrace_sink_g1_0')");
    OriginSupport own = OriginSupport.probe(connection(), Names.standard());
    run("select pg_replication_origin_create('somebody')");
    OriginSupport other = OriginSupport.probe(connection(), Names.standard());

    run("select pg_replication_origin_drop('somebody')");
    run("select pg_replication_origin_drop('millrace_sink_g1_0')");
    assertThat(alone.used()).isTrue();
    assertThat(own.used()).isTrue();
    assertThat(other.used()).isFalse();
    assertThat(other.reason()).contains("'somebody' is not ours");
  }

  @Test
  void shouldPrepareMixedCaseAndReservedNamesInAnotherSchema() throws SQLException {
    run("create schema \"Sales\"");
    run("create schema extensions");
    run("create extension vector schema extensions");
    run(
        "create table \"Sales\".\"Order\" (\"Id\" int primary key, \"select\" text, \"Other\""
            + " text)");
    EnrichmentPlan plan =
        PlanReader.read(
            """
            version: 1
            embedding_model: m
            tables:
              Sales.Order:
                key: Id
                embed: { "Vector": { from: [select], index: hnsw } }
            """,
            "p.yaml");
    DatabasePreparation own =
        new DatabasePreparation(
            plan,
            new Names("other"),
            8,
            List.of(new TaskVersion("Order", "Vector", "1", "it's a $audit$")));

    own.apply(connection());

    run("insert into \"Sales\".\"Order\" values (1, 'x', 'y')");
    run("update \"Sales\".\"Order\" set \"Other\" = 'z', \"Vector\" = '[1,2,3,4,5,6,7,8]'");
    assertThat(own.statements(connection()))
        .extracting(SqlStatement::sql)
        .noneMatch(sql -> sql.startsWith("alter"));
    assertThat(texts("select never from other.freshness")).containsExactly("1");
    own.undo(connection());
    assertThat(texts("select * from \"Sales\".\"Order\"")).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {"one,NULL", "NULL,NULL", "'',''", "'a\u001fb',c", "ä🙂,ß", "a,'b\u001f'"})
  void shouldHashAsJavaDoes(@Nullable String first, @Nullable String second) throws SQLException {
    preparation.apply(connection());

    assertThat(hash("select millrace.input_hash(?::text)", first))
        .isEqualTo(InputHash.of(Arrays.asList(first)));
    assertThat(hash("select millrace.input_hash(?::text, ?::varchar)", first, second))
        .isEqualTo(InputHash.of(Arrays.asList(first, second)));
    assertThat(hash("select " + InputHashSql.of(List.of("?::text")), first))
        .isEqualTo(InputHash.of(Arrays.asList(first)));
    assertThat(hash("select " + InputHashSql.of(List.of("?::text", "?::text")), first, second))
        .isEqualTo(InputHash.of(Arrays.asList(first, second)));
  }

  @Test
  void shouldExplainAMatchAsJavaDoes() throws SQLException {
    preparation.apply(connection());

    for (String context : MatchContexts.all()) {
      assertThat(explained(context, "Ann's 100%", "{target} Bob"))
          .isEqualTo(
              MatchExplanation.read(context)
                  .map(read -> String.join("\n", read.lines("Ann's 100%", "{target} Bob")))
                  .orElse(null));
    }
  }

  private @Nullable String explained(String context, String a, String b) throws SQLException {
    try (PreparedStatement statement =
        connection().prepareStatement("select millrace.explain_match(?::jsonb, ?, ?)")) {
      statement.setString(1, context);
      statement.setString(2, a);
      statement.setString(3, b);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  @Test
  void shouldExplainAMatchByTheNamesAAndBIfNoneAreGiven() throws SQLException {
    preparation.apply(connection());

    assertThat(
            texts(
                "select millrace.explain_match('{\"v\":2,\"unscored\":{\"a\":\"ready\","
                    + "\"b\":\"not_enriched\"}}')"))
        .containsExactly("Not scored: A is ready, B is not enriched");
  }

  @Test
  void shouldGiveTheSinkTheRightsItNeedsAndNoMore() throws SQLException {
    preparation.apply(connection());
    run("insert into profiles (name, seeking) values ('a', 'b')");
    run("create role millrace_test_sink");
    Grants grants = new Grants(PlanReader.readDefault(), Names.standard());

    run(DatabasePreparation.script(grants.sink("millrace_test_sink", Set.of("profiles"))));

    run("set role millrace_test_sink");
    run(
        "update profiles set embeddings_model = case when millrace.input_hash(seeking) = md5('b')"
            + " then 'm' end, enrichment_metadata = '{}' where id is not null");
    run("select * from millrace.generation for share");
    run("delete from millrace.provenance");
    assertThatThrownBy(() -> run("update profiles set seeking = 'c'"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> run("select updated_at from profiles"))
        .hasMessageContaining("permission denied");
    run("reset role");
    assertThat(texts("select embeddings_model from profiles")).containsExactly("m");
    run("drop owned by millrace_test_sink");
    run("drop role millrace_test_sink");
  }

  @Test
  void shouldLetTheCapturingRoleReadWhatIsCapturedAndNoMore() throws SQLException {
    preparation.apply(connection());
    run("create role millrace_test_capture");
    Grants grants = new Grants(PlanReader.readDefault(), Names.standard());

    run(DatabasePreparation.script(grants.capture("millrace_test_capture")));

    run("set role millrace_test_capture");
    run("select id, bio, seeking from profiles");
    run(
        "insert into millrace.heartbeat (id, beat_at) values (1, now())"
            + " on conflict (id) do update set beat_at = excluded.beat_at");
    assertThatThrownBy(() -> run("select updated_at from profiles"))
        .hasMessageContaining("permission denied");
    run("reset role");
    run("drop owned by millrace_test_capture");
    run("drop role millrace_test_capture");
  }

  @Test
  void shouldFindTheHostsMetadataColumn() throws SQLException {
    assertThat(HostMetadata.tables(connection(), PlanReader.readDefault()))
        .isEqualTo(Set.of("profiles"));
    run("alter table profiles drop column enrichment_metadata");

    assertThat(HostMetadata.tables(connection(), PlanReader.readDefault())).isEmpty();
  }

  private Connection connection() {
    return database.connection();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  private String hash(String sql, @Nullable String... columns) throws SQLException {
    try (var statement = connection().prepareStatement(sql)) {
      for (int index = 0; index < columns.length; index++) {
        statement.setString(index + 1, columns[index]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
