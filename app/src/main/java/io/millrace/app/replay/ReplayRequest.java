package io.millrace.app.replay;

import io.millrace.app.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be replayed; conditions hold together.
 *
 * @param type which results
 * @param table the only table; empty: all that the type concerns
 * @param filter a condition in SQL on its columns
 * @param isOfFailures only what is on the failure list, which is tried again
 * @param staleDays results that are older are computed again, and rows without any are left out;
 *     empty: age does not count. At least 1
 * @param isAskedAgain all results are computed again, whatever is stored
 */
public record ReplayRequest(
    ReplayType type,
    Optional<String> table,
    Optional<String> filter,
    boolean isOfFailures,
    OptionalInt staleDays,
    boolean isAskedAgain) {
  public ReplayRequest {
    if (staleDays.isPresent() && staleDays.getAsInt() < 1) {
      throw UserException.usage("--stale-days must be at least 1.");
    }
    if (staleDays.isPresent() && isAskedAgain) {
      throw UserException.usage(
          "Give --ask-again for all results, or --stale-days for the old ones, not both.");
    }
    if (type == ReplayType.SCORES && (staleDays.isPresent() || isAskedAgain || isOfFailures)) {
      throw UserException.usage(
          "Scores follow from what is stored: they are computed where rules or profiles changed;"
              + " leave out --stale-days, --ask-again and --failures.");
    }
  }

  /** Before which time results are too old, if the replay begins now; 0: none is. */
  long computedBefore(Instant now) {
    if (isAskedAgain) {
      return now.toEpochMilli();
    }
    return staleDays.isPresent()
        ? now.minus(Duration.ofDays(staleDays.getAsInt())).toEpochMilli()
        : 0;
  }

  /** The same words for the same request, to tell whether a replay that was begun is this one. */
  String words() {
    StringBuilder words = new StringBuilder("--type ").append(type.name().toLowerCase(Locale.ROOT));
    table.ifPresent(name -> words.append(" --table ").append(name));
    filter.ifPresent(condition -> words.append(" --filter \"").append(condition).append('"'));
    if (isOfFailures) {
      words.append(" --failures");
    }
    staleDays.ifPresent(days -> words.append(" --stale-days ").append(days));
    if (isAskedAgain) {
      words.append(" --ask-again");
    }
    return words.toString();
  }
}
