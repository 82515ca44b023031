package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.GenerationCost.TaskCost;
import io.millrace.connectors.ReplayRows.Selection;
import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows a replay is for, what it would cost, and where it stands. */
class ReplayRowsIT {
  private static final Names NAMES = Names.standard();
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final TablePlan PROFILES = PLAN.table("profiles");
  private static final List<String> SEEKING = List.of("embedding_seeking");
  private static final int DIMENSIONS = 8;
  private final long now = Instant.now().toEpochMilli();

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

  /** Forty profiles; the result of each tenth is 40 days old, that of each other one is new. */
  @BeforeEach
  void prepare() throws SQLException {
    database = TestDatabase.create(server);
    run(PlanReader.defaultHostTables());
    new DatabasePreparation(PLAN, NAMES, DIMENSIONS).apply(connection());
    run(
        "insert into profiles (id, name, list_size, seeking) select gen_random_uuid(), 'p' || n, n,"
            + " case when n = 40 then ' ' else 'text ' || n end from generate_series(1, 40) n");
    run(
        "insert into millrace.provenance (table_name, key, column_name, generation, input_hash,"
            + " task_version, model, epoch, revision, has_value, written_at, source_committed_at)"
            + " select 'profiles', id::text, 'embedding_seeking', 1, millrace.input_hash(seeking),"
            + " 'v1', 'm', 1, 1, true, now() - case when list_size % 10 = 0 then interval '40 days'"
            + " else interval '0' end, now() from profiles");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void shouldGiveAllKeysInTheirOrder_somewhereFromTheMiddleToo() throws SQLException {
    ReplayRows rows = rows(Optional.empty(), Optional.empty(), 0);
    List<String> found = new ArrayList<>();

    List<String> keys = rows.next(null, 7);
    while (!keys.isEmpty()) {
      found.addAll(keys);
      keys = rows.next(keys.get(keys.size() - 1), 7);
    }

    assertThat(rows.count()).isEqualTo(40);
    assertThat(found).isEqualTo(texts("select id::text from profiles order by id"));
  }

  @Test
  void shouldTakeConditionsTogether() throws SQLException {
    String old = "list_size <= 20 -- the first half";

    assertThat(rows(Optional.of(old), Optional.empty(), 0).count()).isEqualTo(20);
    assertThat(rows(Optional.of(old), Optional.empty(), daysAgo(30)).count()).isEqualTo(2);
    assertThat(rows(Optional.empty(), Optional.of(Set.of()), 0).count()).isZero();
    Set<String> one = Set.copyOf(texts("select id::text from profiles where list_size = 3"));
    assertThat(rows(Optional.of(old), Optional.of(one), 0).next(null, 10))
        .containsExactlyElementsOf(one);
  }

  @Test
  void shouldRefuseAFilterThatIsNoCondition_orThatWrites() throws SQLException {
    assertThatThrownBy(() -> rows(Optional.of("nowhere = 1"), Optional.empty(), 0).count())
        .isInstanceOf(PreparationException.class)
        .hasMessageContaining("nowhere");
    run(
        "create function careless() returns boolean language sql as"
            + " 'delete from public.matches; delete from public.profiles; select true'");
    assertThatThrownBy(() -> rows(Optional.of("careless()"), Optional.empty(), 0).count())
        .hasMessageContaining("read-only");
    assertThat(texts("select count(*)::text from profiles")).containsExactly("40");
  }

  @Test
  void shouldCountWhatIsOfAnotherVersion_orTooOld_butNoBlanks() throws SQLException {
    assertThat(cost("v1", 0).calls()).isZero();
    assertThat(cost("v1", 0).rows()).isEqualTo(40);
    assertThat(cost("v2", 0).calls()).isEqualTo(39);
    assertThat(cost("v1", daysAgo(30)).calls()).isEqualTo(3);
    run("update profiles set seeking = 'edited' where list_size in (1, 2)");
    assertThat(cost("v1", 0).calls()).isEqualTo(2);
    assertThat(cost("v1", 0).tokens()).isEqualTo(3);
    assertThat(new ReplayCost(connection(), NAMES, 1).measuredRate()).isEqualTo(36 / 60.0);
  }

  @Test
  void shouldRememberWhereAReplayStands() throws SQLException {
    ReplayLog log = new ReplayLog(connection(), NAMES, 1);
    assertThat(log.open()).isEmpty();

    log.begin("--type all", now);
    log.expect(9);
    log.advance("profiles", "a key", 7);

    assertThat(log.open())
        .contains(new ReplayLog.Entry("--type all", now, "profiles", "a key", 7, 9));
    assertThat(new ReplayLog(connection(), NAMES, 2).open()).isEmpty();
    log.end();
    assertThat(log.open()).isEmpty();
  }

  private TaskCost cost(String version, long computedBefore) throws SQLException {
    PlanTask task =
        PROFILES.tasks().stream()
            .filter(each -> SEEKING.contains(each.column()))
            .findFirst()
            .orElseThrow();
    return new ReplayCost(connection(), NAMES, 1)
        .of(PROFILES, task, rows(Optional.empty(), Optional.empty(), 0), version, computedBefore);
  }

  private ReplayRows rows(Optional<String> filter, Optional<Set<String>> keys, long writtenBefore) {
    return new ReplayRows(
        connection(),
        NAMES,
        new CapturedTable(PROFILES.schema(), PROFILES.name(), PROFILES.keyColumn()),
        1,
        new Selection(filter, keys, writtenBefore, SEEKING));
  }

  private long daysAgo(int days) {
    return now - Duration.ofDays(days).toMillis();
  }

  private Connection connection() {
    return database.connection();
  }

  private List<String> texts(String sql) throws SQLException {
    return new CatalogReader(connection()).texts(sql);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
