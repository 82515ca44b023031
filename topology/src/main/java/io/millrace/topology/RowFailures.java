package io.millrace.topology;

import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureStage;

/** Entries of the failure list for records that never became rows. */
public final class RowFailures {
  /** The reason of all of them, as metrics and the list name it. */
  public static final String UNREADABLE = "unreadable";

  /** The reason of rows that somebody asked for and that are not in their table. */
  public static final String NOT_FOUND = "not_found";

  private RowFailures() {}

  /** Key of the record that lists a row's failure. */
  public static String key(String table, String key) {
    return table + "/" + key;
  }

  /**
   * A record that cannot be read.
   *
   * @param key the record's key; empty: it has none
   * @param detail one sentence, without row text
   * @param at the record's time, milliseconds since 1970
   */
  public static Failure unreadable(String table, String key, String detail, long at) {
    return failure(table, key, UNREADABLE, detail).setFirstAt(at).setLastAt(at).build();
  }

  /**
   * A row that was asked for and not found.
   *
   * @param attempts how often it was asked for
   * @param askedAt when it was asked for first, milliseconds since 1970
   * @param now when it was given up
   */
  public static Failure notFound(String table, String key, int attempts, long askedAt, long now) {
    return failure(table, key, NOT_FOUND, "The row was asked for and not found in its table.")
        .setAttempts(attempts)
        .setFirstAt(askedAt)
        .setLastAt(now)
        .build();
  }

  private static Failure.Builder failure(String table, String key, String reason, String detail) {
    return Failure.newBuilder()
        .setTable(table)
        .setKey(key)
        .setColumn("")
        .setGeneration(0)
        .setInputHash("")
        .setTaskVersion("")
        .setStage(FailureStage.ROWS)
        .setReason(reason)
        .setDetail(detail)
        .setAttempts(1);
  }
}
