package io.millrace.app.failures;

import io.millrace.schemas.Failure;
import io.millrace.schemas.FailureKey;
import io.millrace.schemas.FailureStage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An entry of the failure list.
 *
 * @param recordKey key of its record
 */
public record FailureEntry(String recordKey, Failure failure) {
  /** Whether it names a row, so that the row can be read again. */
  boolean namesRow() {
    return !failure.getTable().isEmpty() && !failure.getKey().isEmpty();
  }

  /** Whether whoever listed it does not take it off when it succeeds. */
  boolean isForgotten() {
    return failure.getStage() == FailureStage.SINK
        || FailureKey.isWithoutNumber(recordKey, failure);
  }

  /** The shape of {@code failures list --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", failure.getTable());
    document.put("key", failure.getKey());
    document.put("column", failure.getColumn());
    document.put("stage", stage());
    document.put("reason", failure.getReason());
    document.put("detail", failure.getDetail());
    document.put("attempts", failure.getAttempts());
    document.put("first_at", time(failure.getFirstAt()));
    document.put("last_at", time(failure.getLastAt()));
    document.put("generation", failure.getGeneration());
    document.put("input_hash", failure.getInputHash());
    document.put("task_version", failure.getTaskVersion());
    return document;
  }

  /** One line for a list. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s  %-5s  %-16s  %s/%s%s",
        time(failure.getLastAt()),
        stage(),
        failure.getReason(),
        failure.getTable(),
        failure.getKey(),
        failure.getColumn().isEmpty() ? "" : "  " + failure.getColumn());
  }

  /** Everything that is known of it. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s%n  %s%n  tried %d times, from %s to %s%n  input %s, task version %s, generation %d",
        line(),
        failure.getDetail(),
        failure.getAttempts(),
        time(failure.getFirstAt()),
        time(failure.getLastAt()),
        orNone(failure.getInputHash()),
        orNone(failure.getTaskVersion()),
        failure.getGeneration());
  }

  private String stage() {
    return failure.getStage().name().toLowerCase(Locale.ROOT);
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
