package io.millrace.sink;

import java.util.Locale;

/** Where a generation stands, as {@code <schema>.generation} says. */
enum GenerationState {
  /** Its columns have their plain names and readers see them. */
  ACTIVE,
  /** Its columns carry its number until the cut-over. */
  BUILDING,
  /** Nobody reads it any more; its results are passed over. */
  RETIRED;

  static GenerationState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The column that holds this generation's values of what is plainly called so. */
  String column(String plain, int generation) {
    return this == BUILDING ? plain + suffix(generation) : plain;
  }

  static String suffix(int generation) {
    return "__g" + generation;
  }
}
