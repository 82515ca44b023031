package io.millrace.inference.credentials;

/**
 * A name that a model for named entities found in a column.
 *
 * @param type of the name
 * @param column that it is in
 * @param start in the raw text, in code points, from 0
 * @param end exclusive
 * @param confidence 0 to 1
 */
public record NamedEntity(Type type, String column, int start, int end, double confidence) {
  /** The four types of the common CoNLL label set. */
  public enum Type {
    /** A person; never a credential. */
    PERSON,
    /** An organisation. */
    ORGANISATION,
    /** A place; never a credential. */
    LOCATION,
    /** Any other name: a work, an event, a prize. */
    MISCELLANEOUS
  }
}
