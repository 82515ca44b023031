package io.millrace.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Edits random profiles at a steady rate: on a fixed schedule, whether or not earlier edits are
 * answered. Each edit replaces one text of one profile by a new one, in a transaction of its own.
 */
final class Edits {
  /** Edits in each second. */
  static final int PER_SECOND = 20;

  private static final String[] COLUMNS = {"seeking", "offering"};
  private static final String[] WORDS =
      ("partners podcast leadership retreat founders burnout growth online course wellness speaker"
              + " summit members community coaching affiliate launch book authors career families")
          .split(" ");
  private static final int LEAST_WORDS = 8;
  private static final int MORE_WORDS = 30;

  private final Connection connection;
  private final List<UUID> profiles;
  private final Random random = new Random(7);

  Edits(Connection connection) throws SQLException {
    this.connection = connection;
    this.profiles = profiles(connection);
  }

  /**
   * What was done.
   *
   * @param begun of each edit, a time in its transaction by PostgreSQL's clock, in milliseconds
   * @param mostLateMillis how far the schedule was missed at worst
   */
  record Done(List<Long> begun, long mostLateMillis) {}

  int profiles() {
    return profiles.size();
  }

  Done run(int count) throws SQLException {
    List<Long> begun = new ArrayList<>();
    long mostLate = 0;
    long started = System.nanoTime();
    for (int edit = 0; edit < count; edit++) {
      long due = started + edit * 1_000_000_000L / PER_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      mostLate = Math.max(mostLate, System.nanoTime() - due);
      begun.add(edit());
    }
    return new Done(begun, mostLate / 1_000_000);
  }

  /** Edits one profile; returns a time in its transaction as {@link Done} has it. */
  long edit() throws SQLException {
    String column = COLUMNS[random.nextInt(COLUMNS.length)];
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update profiles set "
                + column
                + " = ? where id = ?"
                + " returning floor(extract(epoch from clock_timestamp()) * 1000)::bigint")) {
      statement.setString(1, text());
      statement.setObject(2, profiles.get(random.nextInt(profiles.size())));
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /** A number makes each text new, so that none is answered without the model. */
  String text() {
    StringBuilder text = new StringBuilder("I look for");
    int words = LEAST_WORDS + random.nextInt(MORE_WORDS);
    for (int word = 0; word < words; word++) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.append(' ').append(random.nextInt(Integer.MAX_VALUE)).toString();
  }

  /** The profile of a number, from 0; beyond the last they begin again. */
  UUID profile(int number) {
    return profiles.get(number % profiles.size());
  }

  private static List<UUID> profiles(Connection connection) throws SQLException {
    List<UUID> profiles = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select id from profiles order by id")) {
      while (result.next()) {
        profiles.add(result.getObject(1, UUID.class));
      }
    }
    return profiles;
  }
}
