package io.millrace.inference;

/**
 * Which of two waiting texts goes first: fresh ones before backlog, but for a share of it; of the
 * same class the one whose row has waited longest; else the one that came first.
 *
 * @param isFresh somebody has just edited the row; if not, it is a retry, snapshot, replay, or old
 * @param since when the oldest change was committed that the row still waits for an answer to, or
 *     somewhat later if its transaction changed many rows; in milliseconds since 1970; 0: before
 *     all of which it is known
 */
public record Priority(boolean isFresh, long since) {
  /** Somebody waits, nobody knows since when. */
  public static final Priority FRESH = new Priority(true, 0);

  /** In order of arrival. */
  public static final Priority BACKLOG = new Priority(false, 0);

  /** Of an edit that is to be answered. */
  public static Priority fresh(long since) {
    return new Priority(true, since);
  }
}
