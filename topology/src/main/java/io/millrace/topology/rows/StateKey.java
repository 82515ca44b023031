package io.millrace.topology.rows;

/** Keys of the store that all captured tables share. */
final class StateKey {
  /** Sorts before every character that a name can hold, so that a table's keys are one range. */
  private static final char SEPARATOR = '\u0000';

  private StateKey() {}

  static String of(CapturedTable table, String key) {
    return of(table.name(), key);
  }

  /** The least key of a table; no row has it. */
  static String first(String table) {
    return table + SEPARATOR;
  }

  /** Beyond every key of a table. */
  static String last(String table) {
    return table + (char) (SEPARATOR + 1);
  }

  static String of(String table, String key) {
    return first(table) + key;
  }

  static String table(String stateKey) {
    return stateKey.substring(0, stateKey.indexOf(SEPARATOR));
  }

  static String rowKey(String table, String stateKey) {
    return stateKey.substring(table.length() + 1);
  }
}
