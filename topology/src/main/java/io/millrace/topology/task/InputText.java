package io.millrace.topology.task;

import org.jspecify.annotations.Nullable;

/**
 * One text of a row as the database holds it.
 *
 * @param column the column that it stands in
 * @param text raw; null is SQL's NULL
 */
public record InputText(String column, @Nullable String text) {
  /** Without the text, which is private. */
  @Override
  public String toString() {
    return "InputText[column=" + column + ']';
  }
}
