package io.millrace.sink;

import io.millrace.schemas.Names;
import java.util.Locale;

/** Where a generation stands, as {@code <schema>.generation} says. */
enum GenerationState {
  /** Its columns have their plain names and readers see them. */
  ACTIVE,
  /** Its columns carry its number until the cut-over. */
  BUILDING,
  /** It was active before the cut-over and is kept fresh, so that there is a way back. */
  STANDBY,
  /** Nobody reads it any more; its results are passed over. */
  RETIRED;

  static GenerationState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The column that holds this generation's values of what is plainly called so. */
  String column(String plain, int generation) {
    return this == ACTIVE ? plain : Names.generationColumn(plain, generation);
  }
}
