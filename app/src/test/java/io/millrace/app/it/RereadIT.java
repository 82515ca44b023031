package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.command.LocalLagSources;
import io.millrace.app.progress.LagReader;
import io.millrace.app.rereads.RowAddress;
import io.millrace.app.rereads.RowRequests;
import io.millrace.schemas.RereadReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that are read again from their tables by Debezium: cold memory, and repairs. */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(5)
class RereadIT {
  private static final Community COMMUNITY = new Community("reread", 20);
  private static final int COLD_ROWS = 20;
  private static final int SHORTEST_TEXT = 1_500;
  private static final int LONGER_BY = 500;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final RunningPipeline pipeline;
  private final Tables tables;

  RereadIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  /** Rows come into being unseen; then another column of theirs is changed, again and again. */
  @Test
  void shouldEmbedTextsThatNoEventBrought_whileTheirRowsGoOnChanging_invariant6()
      throws SQLException {
    List<UUID> rows = IntStream.range(0, COLD_ROWS).mapToObj(RereadIT::coldRow).toList();
    for (int number = 0; number < COLD_ROWS; number++) {
      insertUnseen(rows.get(number), SHORTEST_TEXT + number % 6 * LONGER_BY);
    }
    assertThat(outOfLine()).as("rows with a text or an array out of line").isPositive();
    AtomicInteger changes = new AtomicInteger();
    ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          host.scheduleWithFixedDelay(
              () -> rename(rows.get(changes.getAndIncrement() % COLD_ROWS)),
              0,
              20,
              TimeUnit.MILLISECONDS);
      await().atMost(LIMIT).until(() -> changes.get() > COLD_ROWS);
      await().atMost(LIMIT).until(() -> unembedded() == 0);
    } finally {
      host.shutdownNow();
    }
    pipeline.awaitWritten();

    System.out.printf("%d changes while %d cold rows were read%n", changes.get(), COLD_ROWS);
    assertThat(pipeline.oracle().wrong()).isEmpty();
    assertThat(waitingRows()).isZero();
  }

  /** As when its deletion was in a log that is lost: no event ever tells of it. */
  @Test
  void shouldNotWaitForARow_whenItsTextIsNotKnownAndItWasDeletedUnseen_invariants6And8()
      throws SQLException {
    UUID row = coldRow(COLD_ROWS);
    insertUnseen(row, 2 * SHORTEST_TEXT);
    rename(row);
    unseen("delete from profiles where id = ?", row);
    await().atMost(LIMIT).until(() -> waitingRows() == 1);

    pipeline.awaitWritten();

    assertThat(waitingRows()).isZero();
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  private long waitingRows() {
    try (LagReader lag =
        new LagReader(LocalLagSources.of(pipeline.installation()), Clock.systemUTC())) {
      return lag.read().stages().stream()
          .filter(stage -> stage.stage().equals("rows"))
          .mapToLong(stage -> stage.records())
          .sum();
    }
  }

  @Test
  void shouldEmbedDebeziumsOwnPlaceholderAsTyped_invariant6() throws SQLException {
    UUID id = COMMUNITY.profile(3);

    tables.execute("update profiles set seeking = '__debezium_unavailable_value' where id = ?", id);
    pipeline.awaitWritten();

    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  void shouldWriteWhatIsMissingAgainWithoutAModelCall_whenRowsAreRepaired_invariant3()
      throws SQLException {
    UUID profile = COMMUNITY.profile(4);
    UUID match = COMMUNITY.near(8);
    tables.execute("update profiles set embedding_seeking = null where id = ?", profile);
    tables.execute("update matches set harmonic_mean = null where id = ?", match);
    pipeline.awaitWritten();
    assertThat(pipeline.oracle().wrong()).hasSizeGreaterThanOrEqualTo(2);
    long calls = pipeline.metrics().modelCalls();

    try (RowRequests requests = RowRequests.open(pipeline.installation())) {
      long asked =
          requests.ask(
              List.of(
                  new RowAddress("profiles", profile.toString()),
                  new RowAddress("matches", match.toString())),
              RereadReason.REPAIR);
      assertThat(asked).isEqualTo(2);
    }
    pipeline.awaitWritten();

    assertThat(pipeline.oracle().wrong()).isEmpty();
    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isZero();
  }

  private void insertUnseen(UUID id, int length) throws SQLException {
    unseen(
        "insert into profiles (id, name, seeking, offering, who_you_serve, what_you_do, bio, tags)"
            + " values (?, 'Cold', 'seeking', ?, 'serving', ?, ?, array[?, ?])",
        id,
        text(length, 1),
        text(length, 2),
        text(length, 3),
        text(length, 4),
        text(length, 5));
  }

  /** A transaction of a replication origin is left out of the change stream. */
  private void unseen(String sql, Object... parameters) throws SQLException {
    try (Connection connection = pipeline.installation().open();
        Statement session = connection.createStatement();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      session.execute(
          "select pg_replication_origin_create('reread_test')"
              + " where not exists (select from pg_replication_origin where roname = 'reread_test')");
      session.execute("select pg_replication_origin_session_setup('reread_test')");
      for (int number = 0; number < parameters.length; number++) {
        statement.setObject(number + 1, parameters[number]);
      }
      statement.executeUpdate();
    }
  }

  private void rename(UUID id) {
    try {
      tables.execute(
          "update profiles set name = 'Cold ' || clock_timestamp(), company = md5(random()::text)"
              + " where id = ?",
          id);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long unembedded() throws SQLException {
    return Long.parseLong(
        tables.text(
            "select count(*) from profiles where name like 'Cold%' and (embedding_offering is null"
                + " or embedding_what_you_do is null or credentials is null)"));
  }

  private long outOfLine() throws SQLException {
    return Long.parseLong(
        tables.text(
            "select count(*) from profiles where name like 'Cold%'"
                + " and (pg_column_toast_chunk_id(what_you_do) is not null"
                + " or pg_column_toast_chunk_id(offering) is not null)"
                + " and pg_column_toast_chunk_id(tags) is not null"));
  }

  private static UUID coldRow(int number) {
    return new UUID(0xc01d, number);
  }

  /** Words that do not compress. */
  private static String text(int length, int seed) {
    Random random = new Random(31L * length + seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX)).append(' ');
    }
    return text.toString();
  }
}
