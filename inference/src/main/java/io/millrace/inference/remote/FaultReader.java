package io.millrace.inference.remote;

import static io.millrace.inference.policy.FaultKind.BACKEND_FAILED;
import static io.millrace.inference.policy.FaultKind.BAD_REQUEST;
import static io.millrace.inference.policy.FaultKind.LIMITED;
import static io.millrace.inference.policy.FaultKind.LOADING;
import static io.millrace.inference.policy.FaultKind.NOT_FOUND;
import static io.millrace.inference.policy.FaultKind.NO_ACCESS;
import static io.millrace.inference.policy.FaultKind.NO_CREDIT;
import static io.millrace.inference.policy.FaultKind.REDIRECTED;
import static io.millrace.inference.policy.FaultKind.TIMEOUT;
import static io.millrace.inference.policy.FaultKind.TOO_LARGE;
import static io.millrace.inference.policy.FaultKind.UNAVAILABLE;

import io.millrace.inference.policy.Fault;
import io.millrace.inference.policy.FaultKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a status other than 200 means. The body is searched for known words and then forgotten: it
 * may quote the text that was sent.
 */
final class FaultReader {
  private static final Pattern ESTIMATED_TIME =
      Pattern.compile("\"estimated_time\"\\s*:\\s*([0-9.]{1,12})");
  private static final Pattern NO_MONEY =
      Pattern.compile("insufficient_quota|depleted your monthly|exceeded your monthly");
  private static final Pattern TOO_LONG =
      Pattern.compile("context_length_exceeded|maximum context length|too long|max.{0,20}tokens");

  private final Clock clock;

  FaultReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads a fault.
   *
   * @param body its beginning, at most some kilobytes
   */
  Fault read(int status, @Nullable String retryAfter, String body) {
    String words = body.toLowerCase(Locale.ROOT);
    FaultKind kind = kind(status, words);
    Optional<Duration> estimated = estimatedTime(words);
    return new Fault(
        kind,
        kind == LOADING ? estimated : RetryAfter.parse(retryAfter, clock).or(() -> estimated));
  }

  private static FaultKind kind(int status, String words) {
    return switch (status) {
      case 400 -> TOO_LONG.matcher(words).find() ? TOO_LARGE : BAD_REQUEST;
      case 401 -> NO_ACCESS;
      case 402 -> NO_CREDIT;
      case 403 -> NO_MONEY.matcher(words).find() ? NO_CREDIT : NO_ACCESS;
      case 404, 405, 410 -> NOT_FOUND;
      case 408 -> TIMEOUT;
      case 413, 422 -> TOO_LARGE;
      case 424, 500 -> BACKEND_FAILED;
      case 429 -> NO_MONEY.matcher(words).find() ? NO_CREDIT : LIMITED;
      case 503 -> ESTIMATED_TIME.matcher(words).find() ? LOADING : UNAVAILABLE;
      default -> other(status);
    };
  }

  private static FaultKind other(int status) {
    if (status >= 500) {
      return UNAVAILABLE;
    }
    return status >= 300 && status < 400 ? REDIRECTED : BAD_REQUEST;
  }

  private static Optional<Duration> estimatedTime(String words) {
    Matcher matcher = ESTIMATED_TIME.matcher(words);
    return matcher.find() ? RetryAfter.seconds(matcher.group(1)) : Optional.empty();
  }
}
