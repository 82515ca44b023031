package io.millrace.app.pause;

import io.millrace.schemas.Pause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pause in words and in JSON. */
public final class PauseText {
  private PauseText() {}

  /** The words after "paused", such as: by ann since 2026-11-28T12:00:00Z (new contract). */
  public static String of(Pause pause) {
    return "by %s since %s%s"
        .formatted(
            pause.getBy(),
            Instant.ofEpochMilli(pause.getSince()).truncatedTo(ChronoUnit.SECONDS),
            pause.getReason().isEmpty() ? "" : " (" + pause.getReason() + ")");
  }

  /** Its fields; times are milliseconds since 1970. */
  public static Map<String, Object> document(Pause pause) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("by", pause.getBy());
    document.put("since", pause.getSince());
    document.put("reason", pause.getReason());
    return document;
  }
}
