package io.millrace.benchmark;

import io.millrace.app.progress.TopicReader;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.Names;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Prints how long an edit takes from PostgreSQL's commit to the commit of its vectors and of its
 * scores, at a steady rate of edits.
 *
 * <p>Edits are made on a fixed schedule, whether or not earlier ones are answered, so that a slow
 * moment delays no later edit's clock. Both ends are PostgreSQL's clock, as the sink reports them:
 * one figure for each row that was written.
 */
public final class FreshnessBenchmark {
  private static final int EDITS_PER_SECOND = 20;
  private static final int WARM_UP_EDITS = 200;
  private static final Duration DRAIN = Duration.ofSeconds(15);
  private static final String[] COLUMNS = {"seeking", "offering"};
  private static final String[] WORDS =
      ("partners podcast leadership retreat founders burnout growth online course wellness speaker"
              + " summit members community coaching affiliate launch book authors career families")
          .split(" ");

  private final Target target;
  private final Random random = new Random(7);

  private FreshnessBenchmark(Target target) {
    this.target = target;
  }

  /** Arguments: for how many seconds, 60 unless given. The sample data must be enriched. */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    new FreshnessBenchmark(Target.fromEnvironment()).run(seconds);
  }

  private void run(int seconds) throws Exception {
    try (Connection connection = target.connect()) {
      edit(connection, WARM_UP_EDITS);
      Thread.sleep(DRAIN.toMillis());
      long since = millisOfDatabase(connection);
      edit(connection, seconds * EDITS_PER_SECOND);
      Thread.sleep(DRAIN.toMillis());
      System.out.printf(
          "%d edits at %d/s, %.0f profiles, %.0f matches, %d processors%n",
          seconds * EDITS_PER_SECOND,
          EDITS_PER_SECOND,
          Target.number(connection, "select count(*) from profiles"),
          Target.number(connection, "select count(*) from matches"),
          Runtime.getRuntime().availableProcessors());
      print("commit → vectors written", "profiles", since);
      print("commit → scores written", "matches", since);
    }
  }

  private static long millisOfDatabase(Connection connection) throws SQLException {
    return (long)
        (Target.number(connection, "select extract(epoch from clock_timestamp())") * 1_000);
  }

  private void edit(Connection connection, int edits) throws SQLException {
    int profiles = (int) Target.number(connection, "select count(*) from profiles");
    long started = System.nanoTime();
    for (int edit = 0; edit < edits; edit++) {
      long due = started + edit * 1_000_000_000L / EDITS_PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
      String column = COLUMNS[random.nextInt(COLUMNS.length)];
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update profiles set "
                  + column
                  + " = ? where id = (select id from profiles order by id offset ? limit 1)")) {
        statement.setString(1, sentence());
        statement.setInt(2, random.nextInt(profiles));
        statement.executeUpdate();
      }
    }
  }

  private String sentence() {
    StringBuilder sentence = new StringBuilder("I look for");
    int words = 8 + random.nextInt(30);
    for (int word = 0; word < words; word++) {
      sentence.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return sentence.append(' ').append(random.nextInt(1_000_000)).toString();
  }

  private void print(String what, String table, long since) {
    List<Long> millis = freshness(table, since);
    Collections.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-26s p50 %4d ms, p95 %4d ms, p99 %4d ms, max %4d ms (%d rows)%n",
        what,
        percentile(millis, 0.50),
        percentile(millis, 0.95),
        percentile(millis, 0.99),
        percentile(millis, 1),
        millis.size());
  }

  private List<Long> freshness(String table, long since) {
    List<Long> millis = new ArrayList<>();
    try (TopicReader reader = new TopicReader(target.bootstrapServers());
        Deserializer<SinkReport> reports =
            new RegistrySerdes(RegistrySettings.apicurio(target.registryUrl()))
                .<SinkReport>specific(SinkReport.getClassSchema())
                .deserializer()) {
      for (ConsumerRecord<byte[], byte[]> record :
          reader.readAll(Names.standard().sinkReportsTopic())) {
        SinkReport report = reports.deserialize(record.topic(), record.value());
        if (report.getAt() >= since) {
          report.getFreshness().stream()
              .filter(freshness -> freshness.getTable().equals(table))
              .map(Freshness::getMillis)
              .forEach(millis::add);
        }
      }
    }
    return millis;
  }

  private static long percentile(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? -1
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
