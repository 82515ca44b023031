package io.millrace.app.progress;

/**
 * What a group has not read yet.
 *
 * @param records how many; 0 where only transaction markers are left
 * @param oldestAt when the oldest of them was written, milliseconds since 1970; 0: none
 */
public record Backlog(long records, long oldestAt) {
  private static final double MILLIS = 1_000;

  /** Nothing is left. */
  public static final Backlog NONE = new Backlog(0, 0);

  /** Both together. */
  public Backlog plus(Backlog other) {
    if (records == 0) {
      return other;
    }
    return other.records == 0
        ? this
        : new Backlog(records + other.records, Math.min(oldestAt, other.oldestAt));
  }

  public boolean isEmpty() {
    return records == 0;
  }

  /**
   * Age of the oldest; 0 where nothing waits, never negative (invariant 8).
   *
   * @param now milliseconds since 1970
   */
  public double seconds(long now) {
    return isEmpty() ? 0 : Math.max(0, now - oldestAt) / MILLIS;
  }
}
