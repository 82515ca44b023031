package io.millrace.topology;

import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureStage;

/** Entries of the failure list for records that never became rows. */
public final class RowFailures {
  /** The reason of all of them, as metrics and the list name it. */
  public static final String UNREADABLE = "unreadable";

  private RowFailures() {}

  /**
   * A record that cannot be read.
   *
   * @param key the record's key; empty: it has none
   * @param detail one sentence, without row text
   * @param at the record's time, milliseconds since 1970
   */
  public static Failure unreadable(String table, String key, String detail, long at) {
    return Failure.newBuilder()
        .setTable(table)
        .setKey(key)
        .setColumn("")
        .setGeneration(0)
        .setInputHash("")
        .setTaskVersion("")
        .setStage(FailureStage.ROWS)
        .setReason(UNREADABLE)
        .setDetail(detail)
        .setAttempts(1)
        .setFirstAt(at)
        .setLastAt(at)
        .build();
  }
}
