package io.millrace.benchmark;

import io.millrace.app.progress.TopicReader;
import io.millrace.app.sample.SampleGenerator;
import io.millrace.app.sample.SampleLoader;
import io.millrace.schemas.Score;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Prints how long it takes until all matches are rescored and written after all profiles changed in
 * one transaction, beside one SQL statement over the same vectors and a loop of updates.
 */
public final class RescoreBenchmark {
  private static final long SEED = 20_261_125;
  private static final int PROFILES = 3_578;
  private static final int MATCHES = 29_863;
  private static final int PASSES = 3;
  private static final double MILLIS = 1e3;

  /** No model is called; all vectors stay. */
  private static final String NUMBERS =
      "update profiles set list_size = 1000 + floor(random() * 900000)::int";

  /** Every text moves to another profile, so that vectors change without a call of the model. */
  private static final String VECTORS =
      "update profiles p set seeking = s.seeking from (select id, coalesce(lead(seeking) over"
          + " (order by id), first_value(seeking) over (order by id)) as seeking from profiles)"
          + " s where s.id = p.id";

  private final Target target;
  private final Connection connection;

  private RescoreBenchmark(Target target, Connection connection) {
    this.target = target;
    this.connection = connection;
  }

  /** Arguments: numbers of profiles and of matches. Removes all rows of the host's tables. */
  public static void main(String[] arguments) throws Exception {
    int profiles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PROFILES;
    int matches = arguments.length > 1 ? Integer.parseInt(arguments[1]) : MATCHES;
    Target target = Target.localOnly("empties tables");
    try (Connection connection = target.connect()) {
      new RescoreBenchmark(target, connection).run(profiles, matches);
    }
  }

  private void run(int profiles, int matches) throws Exception {
    System.out.println(Target.machine());
    load(profiles, matches);
    for (int pass = 0; pass < PASSES; pass++) {
      pipeline("pipeline, one number of each profile", NUMBERS);
      pipeline("pipeline, one text of each profile", VECTORS);
    }
    PlainRescoring plain = new PlainRescoring(connection);
    for (int pass = 0; pass < PASSES; pass++) {
      plain.prepare();
      System.out.printf(Locale.ROOT, "%-38s %6.2f s%n", "one SQL statement", plain.oneStatement());
      plain.prepare();
      System.out.printf(Locale.ROOT, "%-38s %6.2f s%n", "one UPDATE a match", plain.loop());
    }
    plain.drop();
  }

  private void load(int profiles, int matches) throws SQLException {
    execute("delete from matches");
    execute("delete from profiles");
    SampleGenerator generator = new SampleGenerator(SEED);
    SampleLoader loader = new SampleLoader(connection);
    try (var made = generator.profiles(profiles);
        var pairs = generator.matches(profiles, matches)) {
      loader.loadProfiles(made);
      loader.loadMatches(pairs);
    }
    target.awaitIdle();
    execute("vacuum analyze profiles, matches, millrace.provenance");
  }

  private void pipeline(String what, String change) throws Exception {
    long calls = target.modelCalls();
    long begun =
        (long) Target.number(connection, "select extract(epoch from clock_timestamp()) * 1000");
    execute(change);
    double committed = seconds(begun, "clock_timestamp()");
    target.awaitIdle();
    Emitted emitted = emitted(begun);
    Answers answers = SinkReports.read(target.installation(), "matches", begun);
    System.out.printf(
        Locale.ROOT,
        "%-38s %6.2f s to the last write (committed after %.2f s, last score made after %.2f s);"
            + " %d scores made, %d written, %.0f matches; %d model calls%n",
        what,
        seconds(begun, "(select max(scored_at) from matches)"),
        committed,
        (emitted.lastAt() - begun) / MILLIS,
        emitted.count(),
        answers.rows(),
        Target.number(connection, "select count(*) from matches"),
        target.modelCalls() - calls);
  }

  private double seconds(long begun, String moment) throws SQLException {
    return Target.number(
        connection, "select extract(epoch from " + moment + ") - " + begun + " / 1000.0");
  }

  private record Emitted(int count, long lastAt) {}

  /** Scores that changes since a time caused, by the clock of the application. */
  private Emitted emitted(long since) {
    var environment = target.installation().environment();
    int count = 0;
    long lastAt = since;
    try (TopicReader reader = new TopicReader(environment.kafka());
        Deserializer<Score> scores =
            new RegistrySerdes(RegistrySettings.apicurio(environment.registryUrl()))
                .<Score>specific(Score.getClassSchema())
                .deserializer()) {
      for (ConsumerRecord<byte[], byte[]> record :
          reader.readAll(target.installation().names().scoresTopic(1))) {
        Score score = scores.deserialize(record.topic(), record.value());
        if (score != null && score.getCausedAt() >= since) {
          count++;
          lastAt = Math.max(lastAt, record.timestamp());
        }
      }
    }
    return new Emitted(count, lastAt);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
