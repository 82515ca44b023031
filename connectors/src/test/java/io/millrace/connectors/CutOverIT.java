package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.Generation.State;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switches generations in a real PostgreSQL: names, views, rights, policies, readers, locks. */
class CutOverIT {
  private static final int OLD_DIMENSIONS = 384;
  private static final int NEW_DIMENSIONS = 1024;
  private static final String NEW_MODEL = "BAAI/bge-large-en-v1.5";

  private static final String SNAPSHOT =
      """
      select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
      union all select 'generation ' || generation || state from millrace.generation
      order by 1
      """;

  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final EnrichmentPlan NEW_PLAN = PLAN.withEmbeddingModel(NEW_MODEL);
  private static final Names NAMES = Names.standard();

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
  void prepare() throws SQLException {
    database = TestDatabase.create(server);
    run(PlanReader.defaultHostTables());
    new DatabasePreparation(PLAN, NAMES, OLD_DIMENSIONS).apply(connection());
    run(
        "insert into profiles (id, name, seeking, embedding_seeking, embeddings_model)"
            + " select gen_random_uuid(), 'p' || n, 'text ' || n, "
            + vector(OLD_DIMENSIONS)
            + ", 'old' from generate_series(1, 50) n");
    run(
        "insert into matches (id, profile_id, suggested_profile_id, harmonic_mean)"
            + " select gen_random_uuid(), a.id, b.id, 1 from (select id from profiles limit 1) a,"
            + " (select id from profiles offset 1 limit 20) b");
  }

  @AfterEach
  void close() throws SQLException {
    if (!texts("select rolname from pg_roles where rolname = 'reader'").isEmpty()) {
      run("reset role", "drop owned by reader cascade", "drop role reader");
    }
    database.close();
  }

  @Test
  void shouldShowTheOtherGenerationAndGoBack() throws SQLException {
    build(NEW_DIMENSIONS);
    cutOver().buildIndexes(connection());

    CutOver.Outcome outcome = cutOver().run(connection());

    System.out.printf("cut-over: tables locked for %.1f ms%n", outcome.lockMillis());
    assertThat(texts("select distinct vector_dims(embedding_seeking)::text from profiles"))
        .containsExactly("1024");
    assertThat(texts("select distinct embeddings_model from profiles")).containsExactly("new");
    assertThat(texts("select distinct vector_dims(embedding_seeking__g1)::text from profiles"))
        .containsExactly("384");
    assertThat(texts("select distinct harmonic_mean::text from matches")).containsExactly("2");
    assertThat(states()).containsExactly("1 standby", "2 active");
    assertThat(new DatabasePreparation(NEW_PLAN, NAMES, NEW_DIMENSIONS).isPrepared(connection()))
        .isTrue();

    rollBack().run(connection());

    assertThat(texts("select distinct vector_dims(embedding_seeking)::text from profiles"))
        .containsExactly("384");
    assertThat(texts("select distinct embeddings_model from profiles")).containsExactly("old");
    assertThat(texts("select distinct harmonic_mean::text from matches")).containsExactly("1");
    assertThat(states()).containsExactly("1 active", "2 building");
  }

  /**
   * It stays at a table with HNSW indexes for minutes, and gives way only to who waits a second.
   */
  @Test
  void shouldSwitchWhileAutovacuumIsAtATable() throws SQLException {
    build(OLD_DIMENSIONS);
    run(
        "insert into profiles (id, name) select gen_random_uuid(), 'p' from generate_series(1, 20000)");
    run(
        "alter table profiles set (autovacuum_vacuum_threshold = 1,"
            + " autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_limit = 1,"
            + " autovacuum_vacuum_cost_delay = 100)",
        "update profiles set name = 'q'",
        "alter system set autovacuum_naptime = '1s'",
        "select pg_reload_conf()");
    try {
      Awaitility.await()
          .until(
              () ->
                  !texts(
                          "select phase from pg_stat_progress_vacuum where relid ="
                              + " 'profiles'::regclass")
                      .isEmpty());

      cutOver().run(connection());

      assertThat(states()).containsExactly("1 standby", "2 active");
    } finally {
      run("alter system reset autovacuum_naptime", "select pg_reload_conf()");
    }
  }

  @Test
  void shouldLeaveNoTraceAfterAnAbort() throws SQLException {
    List<String> before = texts(SNAPSHOT);
    build(NEW_DIMENSIONS);
    cutOver().buildIndexes(connection());

    new GenerationRemoval(NAMES, 2).run(connection());
    new Generations(connection(), NAMES).forget(2);

    assertThat(texts(SNAPSHOT)).isEqualTo(before);
    assertThat(texts("select name from millrace.installed_object where name like '%g2'")).isEmpty();
  }

  @Test
  void shouldRefuseToRemoveTheActiveGeneration() {
    assertThatThrownBy(() -> new GenerationRemoval(NAMES, 1).run(connection()))
        .isInstanceOf(PreparationException.class)
        .hasMessageContaining("it is active");
  }

  @Test
  void shouldGiveEveryIndexOfAColumnToItsSuccessor() throws SQLException {
    run("drop index profiles_embedding_offering_hnsw");
    run(
        "create index mine on profiles using hnsw (embedding_offering vector_l2_ops)"
            + " with (m = 8, ef_construction = 32)");
    build(NEW_DIMENSIONS);

    List<String> built = cutOver().buildIndexes(connection());
    List<String> again = cutOver().buildIndexes(connection());
    cutOver().run(connection());

    assertThat(built).contains("profiles_embedding_seeking_hnsw__g2", "mine__g2");
    assertThat(again).isEmpty();
    assertThat(texts("select indexdef from pg_indexes where indexname = 'mine__g2'"))
        .containsExactly(
            "CREATE INDEX mine__g2 ON public.profiles USING hnsw (embedding_offering"
                + " vector_l2_ops) WITH (m='8', ef_construction='32')");
  }

  @Test
  void shouldGiveIndexesTheirFormerNames_whenTheFormerGenerationIsGone() throws SQLException {
    run("create index mine on profiles (embeddings_model)");
    build(NEW_DIMENSIONS);
    cutOver().buildIndexes(connection());
    cutOver().run(connection());
    IndexNames indexes = new IndexNames(NAMES, 2);
    assertThat(indexes.restore(connection())).as("while both are there").isEmpty();

    new GenerationRemoval(NAMES, 1).run(connection());
    List<String> restored = indexes.restore(connection());

    assertThat(restored).contains("mine", "profiles_embedding_seeking_hnsw");
    assertThat(texts("select indexname from pg_indexes where indexname like '%\\_\\_g2'"))
        .isEmpty();
    assertThat(texts("select name from millrace.installed_object where kind = 'index'"))
        .contains("profiles_embedding_seeking_hnsw")
        .doesNotContain("mine");
    assertThat(indexes.restore(connection())).as("again").isEmpty();
  }

  @Test
  void shouldBringCopiesUpToTheGeneration_butLeaveThoseOfOthersAlone() throws SQLException {
    provenance(1, "old");
    provenance(2, "new");
    run(
        "update profiles set enrichment_metadata = '{\"mine\": 1, \"field_meta\": {\"embedding_seeking\":"
            + " {\"source\": \"manual_edit\"}}}' where name = 'p1'",
        "update profiles set enrichment_metadata = '[]' where name = 'p2'");
    MetadataCopies copies = new MetadataCopies(NEW_PLAN, NAMES, 2);

    assertThat(copies.refresh(connection())).isEqualTo(49);

    String entry = "enrichment_metadata -> 'field_meta' -> 'embedding_seeking'";
    assertThat(
            texts(
                "select distinct concat_ws(' ', %1$s ->> 'source', %1$s ->> 'model', %1$s ->> 'pipeline_version', %1$s ->> 'input_hash') from profiles where name <> 'p1'"
                    .formatted(entry)))
        .containsExactly("hf_embedding new 2 hash");
    assertThat(texts("select enrichment_metadata::text from profiles where name = 'p1'"))
        .containsExactly(
            "{\"mine\": 1, \"field_meta\": {\"embedding_seeking\": {\"source\": \"manual_edit\"}}}");
    assertThat(copies.refresh(connection())).as("again").isZero();
  }

  private void provenance(int generation, String model) throws SQLException {
    run(
        "insert into millrace.provenance (table_name, key, column_name, generation, input_hash,"
            + " task_version, model, epoch, revision, has_value, written_at, source_committed_at)"
            + " select 'profiles', id::text, 'embedding_seeking', %d, 'hash', 'v', '%s', 1, 1, true, now(), now() from profiles"
                .formatted(generation, model));
  }

  @Test
  void shouldCarryViewsWithRightsOptionsAndOwnersOver_whenDimensionsChange() throws SQLException {
    run("create role reader");
    run(
        "create view seekers with (security_barrier) as"
            + " select id, embedding_seeking as vector, embeddings_model from profiles",
        "comment on view seekers is 'who seeks'",
        "create view models as select distinct embeddings_model as model from seekers",
        "grant select on seekers, models to reader",
        "alter view models owner to reader");
    build(NEW_DIMENSIONS);

    assertThat(cutOver().problems(connection())).isEmpty();
    cutOver().run(connection());

    assertThat(texts("select distinct vector_dims(vector) || embeddings_model from seekers"))
        .containsExactly("1024new");
    assertThat(texts("select model from models")).containsExactly("new");
    assertThat(texts("select reloptions::text from pg_class where relname = 'seekers'"))
        .containsExactly("{security_barrier=true}");
    assertThat(texts("select obj_description('seekers'::regclass)")).containsExactly("who seeks");
    assertThat(texts("select has_table_privilege('reader', 'seekers', 'select')::text"))
        .containsExactly("true");
    assertThat(texts("select pg_get_userbyid(relowner) from pg_class where relname = 'models'"))
        .containsExactly("reader");
  }

  @Test
  void shouldKeepViewsInPlace_whenTypesStayTheSame() throws SQLException {
    run("create view seekers with (security_barrier) as select * from profiles");
    String before = texts("select 'seekers'::regclass::oid::text").get(0);
    build(OLD_DIMENSIONS);

    cutOver().run(connection());

    assertThat(texts("select distinct embeddings_model from seekers")).containsExactly("new");
    assertThat(texts("select 'seekers'::regclass::oid::text")).containsExactly(before);
    assertThat(texts("select reloptions::text from pg_class where relname = 'seekers'"))
        .containsExactly("{security_barrier=true}");
  }

  @Test
  void shouldCarryRightsOnColumnsAndPoliciesOver() throws SQLException {
    run("create role reader");
    run(
        "grant select (id, embeddings_model), update (embeddings_model) on profiles to reader",
        "alter table profiles enable row level security",
        "create policy by_model on profiles to reader using (embeddings_model = 'new')");
    build(NEW_DIMENSIONS);
    assertThat(
            texts(
                "select has_column_privilege('reader', 'profiles', 'embeddings_model__g2',"
                    + " 'update')::text"))
        .containsExactly("true");

    cutOver().run(connection());

    assertThat(
            texts(
                "select has_column_privilege('reader', 'profiles', 'embeddings_model',"
                    + " 'update')::text"))
        .containsExactly("true");
    run("set role reader");
    assertThat(texts("select distinct embeddings_model from profiles")).containsExactly("new");
    run("reset role");
  }

  @Test
  void shouldRefuseWhatItCannotCarryOver_andNameIt() throws SQLException {
    run(
        "create materialized view stored as select embedding_seeking from profiles",
        "alter table profiles alter niche_categories set default '[]'",
        "create index partial on profiles (embeddings_model) where embeddings_model is not null",
        "create function reads() returns text begin atomic"
            + " select max(embeddings_model) from profiles; end");

    List<String> problems = cutOver().problems(connection());

    assertThat(problems)
        .anyMatch(problem -> problem.contains("materialized view public.stored"))
        .anyMatch(problem -> problem.contains("default value for column niche_categories"))
        .anyMatch(problem -> problem.contains("index partial"))
        .anyMatch(problem -> problem.contains("function reads()"));
  }

  @Test
  void shouldRefuse_whenAnotherCommandHasSwitchedMeanwhile() throws SQLException {
    build(NEW_DIMENSIONS);
    CutOver late = cutOver();
    cutOver().run(connection());

    assertThatThrownBy(() -> late.run(connection()))
        .isInstanceOf(PreparationException.class)
        .hasMessageContaining("another command");
    assertThat(states()).containsExactly("1 standby", "2 active");
  }

  /** Invariant 5: readers go on all the time; none sees vectors or scores of two models. */
  @Test
  void shouldShowNoStatementTwoGenerations_invariant5() throws Exception {
    build(NEW_DIMENSIONS);
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicLong reads = new AtomicLong();
    List<CompletableFuture<List<String>>> readers = new ArrayList<>();
    for (int reader = 0; reader < 3; reader++) {
      readers.add(CompletableFuture.supplyAsync(() -> read(isOver, reads)));
    }
    Awaitility.await().until(() -> reads.get() > 20);

    for (int round = 0; round < 3; round++) {
      CutOver.Outcome there = cutOver().run(connection());
      long seen = reads.get();
      Awaitility.await().until(() -> reads.get() > seen + 5);
      CutOver.Outcome back = rollBack().run(connection());
      System.out.printf(
          "tables locked for %.1f ms, and %.1f ms on the way back%n",
          there.lockMillis(), back.lockMillis());
    }
    isOver.set(true);

    List<String> seen = new ArrayList<>();
    for (CompletableFuture<List<String>> reader : readers) {
      seen.addAll(reader.get());
    }
    assertThat(seen).contains("old 384 1", "new 1024 2").doesNotContainNull();
    assertThat(seen).allMatch(row -> row.equals("old 384 1") || row.equals("new 1024 2"));
  }

  /** Each statement is prepared anew, as by most drivers; a named one may fail once. */
  private List<String> read(AtomicBoolean isOver, AtomicLong reads) {
    List<String> seen = new ArrayList<>();
    try (Connection reader = connect();
        Statement statement = reader.createStatement()) {
      while (!isOver.get()) {
        try (ResultSet row =
            statement.executeQuery(
                "select p.embeddings_model || ' ' || vector_dims(p.embedding_seeking) || ' ' ||"
                    + " m.harmonic_mean from profiles p join matches m on m.profile_id = p.id")) {
          while (row.next()) {
            if (!seen.contains(row.getString(1))) {
              seen.add(row.getString(1));
            }
          }
        }
        reads.incrementAndGet();
      }
      return seen;
    } catch (SQLException e) {
      return List.of("failed: " + e.getMessage());
    }
  }

  /** A long reader keeps the switch waiting, but nobody behind it. */
  @Test
  void shouldLetOthersPass_whileALongTransactionHoldsATable() throws Exception {
    build(NEW_DIMENSIONS);
    try (Connection longReader = connect()) {
      longReader.setAutoCommit(false);
      run(longReader, "select count(*) from profiles");
      CompletableFuture<CutOver.Outcome> switching =
          CompletableFuture.supplyAsync(
              () -> {
                try (Connection connection = connect()) {
                  return cutOver().run(connection);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      try (Connection other = connect()) {
        for (int read = 0; read < 20; read++) {
          run(other, "select count(*) from profiles");
        }
      }
      assertThat(switching).isNotDone();
      longReader.commit();
      switching.get();
    }
    assertThat(states()).containsExactly("1 standby", "2 active");
  }

  @Test
  void shouldCountWhatIsDoneByTheInputsOfNow() throws SQLException {
    Generation generation = build(NEW_DIMENSIONS);
    run(
        "insert into millrace.provenance (table_name, key, column_name, generation, input_hash,"
            + " task_version, model, epoch, revision, has_value, written_at, source_committed_at)"
            + " select 'profiles', id::text, 'embedding_seeking', 2, millrace.input_hash(seeking),"
            + " 'v', 'new', 1, 1, true, now(), now() from profiles");
    run("update profiles set seeking = 'edited' where name = 'p1'");
    run("update profiles set seeking = ' ' where name = 'p2'");

    GenerationCoverage coverage = new GenerationCoverage(connection(), NEW_PLAN, NAMES);

    assertThat(coverage.columns(generation))
        .contains(
            new GenerationCoverage.Column("profiles", "embedding_seeking", 49, 48, 2),
            new GenerationCoverage.Column("matches", "scores", 20, 0, 20));
    assertThat(coverage.open(generation, 1000)).hasSizeGreaterThan(22);
  }

  @Test
  void shouldCompareGenerationsOnASample() throws SQLException {
    Generation generation = build(NEW_DIMENSIONS);

    GenerationAgreement agreement =
        new GenerationAgreement(connection(), PLAN, Generation.first(), generation);

    assertThat(agreement.neighbours())
        .contains(new GenerationAgreement.Neighbours("profiles", "embedding_offering", 0, 0));
    assertThat(agreement.neighbours().get(0).rows()).isEqualTo(50);
    assertThat(agreement.scores()).contains(new GenerationAgreement.Scores(20, 1, 0));
  }

  @Test
  void shouldRefuseAPlanThatReadsWhatIsNotCaptured() throws SQLException {
    EnrichmentPlan small =
        new EnrichmentPlan(1, "public", "model", PLAN.tables(), Optional.empty());

    List<String> problems =
        new GenerationStorage(PLAN, NAMES, 2, 3_000).problems(connection(), small);

    assertThat(problems)
        .anyMatch(problem -> problem.contains("are not captured yet"))
        .anyMatch(problem -> problem.contains("an hnsw index holds at most 2000 dimensions"));
  }

  /** A second generation, complete: its vectors, models and scores are told from the old ones. */
  private Generation build(int dimensions) throws SQLException {
    Generation begun =
        new Generations(connection(), NAMES).begin(NEW_MODEL, Optional.empty(), Map.of());
    GenerationStorage storage = new GenerationStorage(NEW_PLAN, NAMES, begun.number(), dimensions);
    storage.prepare(connection());
    storage.prepare(connection());
    run(
        "update profiles set embedding_seeking__g2 = "
            + vector(dimensions)
            + ", embeddings_model__g2 = 'new'");
    run("update matches set harmonic_mean__g2 = 2");
    return begun;
  }

  private static String vector(int dimensions) {
    return "(select array_agg(random()) from generate_series(1, %d))::vector(%d)"
        .formatted(dimensions, dimensions);
  }

  private CutOver cutOver() {
    return new CutOver(
        NAMES, generation(1, State.ACTIVE), PLAN, generation(2, State.BUILDING), NEW_PLAN);
  }

  private CutOver rollBack() {
    return new CutOver(
        NAMES, generation(2, State.ACTIVE), NEW_PLAN, generation(1, State.STANDBY), PLAN);
  }

  private static Generation generation(int number, State state) {
    return new Generation(number, state, Optional.empty(), Optional.empty(), Map.of());
  }

  private List<String> states() throws SQLException {
    return texts("select generation || ' ' || state from millrace.generation order by 1");
  }

  private Connection connection() {
    return database.connection();
  }

  private Connection connect() throws SQLException {
    return database.connect();
  }

  private List<String> texts(String sql) throws SQLException {
    return new CatalogReader(connection()).texts(sql);
  }

  private void run(String... statements) throws SQLException {
    for (String sql : statements) {
      run(connection(), sql);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
