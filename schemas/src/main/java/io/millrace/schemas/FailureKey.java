package io.millrace.schemas;

/** Keys of the failure list: what fails again stands in its own earlier entry's place. */
public final class FailureKey {
  private FailureKey() {}

  /**
   * Key of a failed result.
   *
   * <p>Generations that run side by side fail each for itself. The first one's keys have no number:
   * they are those that were written before there were others.
   *
   * @param column empty: the whole row
   * @param generation from 1
   */
  public static String of(String table, String key, String column, int generation) {
    String plain = table + "/" + key + "/" + column;
    return generation <= 1 ? plain : plain + "/g" + generation;
  }

  /** Whether an entry stands where a younger generation's entries stood when they had no number. */
  public static boolean isWithoutNumber(String recordKey, Failure failure) {
    return failure.getGeneration() > 1
        && recordKey.equals(of(failure.getTable(), failure.getKey(), failure.getColumn(), 1));
  }
}
