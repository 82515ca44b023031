package io.millrace.inference;

import java.util.List;

/**
 * What was found in a text.
 *
 * @param entities in the order of the text; may be empty
 */
public record Entities(List<Entity> entities) {
  /**
   * One name in a text.
   *
   * @param kind what the name stands for
   * @param text the name as the text writes it
   * @param start first code point of the name in the text that was given
   * @param end the code point after its last
   * @param confidence 0 to 1
   */
  public record Entity(Kind kind, String text, int start, int end, double confidence) {
    /** The kind alone: a name is row text (invariant 9). */
    @Override
    public String toString() {
      return "Entity[kind=%s, start=%d, end=%d]".formatted(kind, start, end);
    }
  }

  /** The four kinds of CoNLL-2003, which the common models know. */
  public enum Kind {
    PERSON,
    ORGANISATION,
    LOCATION,
    MISCELLANEOUS
  }

  public Entities {
    entities = List.copyOf(entities);
  }
}
