package io.millrace.connectors;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A complete set of results of one set of task versions.
 *
 * @param number from 1; it stands in the names of all that belongs to the generation
 * @param state where it stands
 * @param embeddingModel the model of its vectors; empty: the plan's
 * @param planFile its plan; empty: the plan of the installation
 * @param embeddingSettings who embeds for it, by keys of settings; empty: whom the installation's
 *     settings name. No secrets: others may read them
 */
public record Generation(
    int number,
    State state,
    Optional<String> embeddingModel,
    Optional<String> planFile,
    Map<String, String> embeddingSettings) {

  /** Copies the settings. */
  public Generation {
    embeddingSettings = Map.copyOf(embeddingSettings);
  }

  /** Where a generation stands. */
  public enum State {
    /** Readers see it under the plain names of columns. */
    ACTIVE,
    /** It is computed beside the active one, into columns that carry its number. */
    BUILDING,
    /** It was active before the cut-over and is kept fresh, so that there is a way back. */
    STANDBY,
    /** Nothing computes it any more. */
    RETIRED;

    /** The word in the database. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** Of a database that says nothing about generations yet. */
  public static Generation first() {
    return new Generation(1, State.ACTIVE, Optional.empty(), Optional.empty(), Map.of());
  }

  public boolean isActive() {
    return state == State.ACTIVE;
  }

  /** Whether it is computed and written. */
  public boolean isLive() {
    return state != State.RETIRED;
  }
}
