package io.millrace.connectors;

/** What one check of a checkup found. Messages name tables, columns and roles, never row text. */
public sealed interface Finding {
  /** A short name of what was looked at, such as {@code slot}. */
  String check();

  /** What was found: one sentence. */
  String sentence();

  /** It is as it should be. */
  record Fine(String check, String sentence) implements Finding {}

  /**
   * It works, and could be better.
   *
   * @param remedy what to do: one sentence
   */
  record Advice(String check, String sentence, String remedy) implements Finding {}

  /**
   * It keeps something from working, or soon will.
   *
   * @param remedy what to do: one sentence
   */
  record Fault(String check, String sentence, String remedy) implements Finding {}
}
