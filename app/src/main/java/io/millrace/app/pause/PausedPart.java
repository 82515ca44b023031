package io.millrace.app.pause;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be paused by itself. */
public enum PausedPart {
  /** Calls of models, by every instance and generation. */
  MODELS("model calls", "model"),
  /** Writes into the database, by the sink of every generation. */
  WRITING("writing", "sink");

  private final String text;
  private final String stage;

  PausedPart(String text, String stage) {
    this.text = text;
    this.stage = stage;
  }

  /** The part that a word of the command line, or a key of the topic, names; empty: none. */
  static Optional<PausedPart> of(String label) {
    return Arrays.stream(values()).filter(part -> part.label().equals(label)).findFirst();
  }

  /** The part whose pause a stage of {@code lag} waits for; empty: none. */
  public static Optional<PausedPart> ofStage(String stage) {
    return Arrays.stream(values()).filter(part -> part.stage.equals(stage)).findFirst();
  }

  /** The word of the command line, of JSON, and the key of the topic. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of a sentence. */
  public String text() {
    return text;
  }
}
