package io.millrace.sink;

import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureStage;
import io.millrace.schemas.TaskResult;
import java.time.Clock;

/** Makes the failure records of the sink; their details are ours and hold no row text. */
final class Failures {
  private final Clock clock;
  private final int generation;

  Failures(Clock clock, int generation) {
    this.clock = clock;
    this.generation = generation;
  }

  /** A whole row that failed. */
  Failure ofRow(String table, String key, String reason, String detail) {
    return of(table, key, "", "", "", reason, detail);
  }

  /** One result of a row that failed. */
  Failure ofResult(String table, String key, TaskResult result, String reason, String detail) {
    return of(
        table,
        key,
        result.getColumn(),
        result.getInputHash(),
        result.getTaskVersion(),
        reason,
        detail);
  }

  private Failure of(
      String table,
      String key,
      String column,
      String inputHash,
      String taskVersion,
      String reason,
      String detail) {
    long now = clock.millis();
    return Failure.newBuilder()
        .setTable(table)
        .setKey(key)
        .setColumn(column)
        .setGeneration(generation)
        .setInputHash(inputHash)
        .setTaskVersion(taskVersion)
        .setStage(FailureStage.SINK)
        .setReason(reason)
        .setDetail(detail)
        .setAttempts(1)
        .setFirstAt(now)
        .setLastAt(now)
        .build();
  }
}
