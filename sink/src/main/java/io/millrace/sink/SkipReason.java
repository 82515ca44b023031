package io.millrace.sink;

import java.util.Locale;

/** Why a value was not written; the names are those of the reports, in lower case. */
enum SkipReason {
  /** It is stored already. */
  UNCHANGED,
  /** The row's inputs, or the pair of a match, are no longer those it was computed from. */
  FENCED,
  /** What is stored is newer. */
  OLDER,
  /** The row does not exist any more. */
  ROW_GONE,
  /** A source of higher priority holds the column. */
  SOURCE_PRIORITY,
  /** It cannot be written; see the failure list. */
  FAILED,
  /** No column is configured for the task. */
  NO_TARGET,
  /** Its generation is retired. */
  RETIRED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
