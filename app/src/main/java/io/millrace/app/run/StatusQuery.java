package io.millrace.app.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request for {@code /status.json} asks for.
 *
 * @param since milliseconds since 1970; the series leaves out what is older; 0: leaves out nothing
 * @param partitions whether each stage lists its partitions
 */
record StatusQuery(long since, boolean partitions) {
  private static final Pattern SINCE = Pattern.compile("(?:^|&)since=(\\d{1,15})(?:&|$)");
  private static final Pattern PARTITIONS = Pattern.compile("(?:^|&)partitions(?:=true)?(?:&|$)");

  /** Reads what comes after the question mark; what is not understood is passed over. */
  static StatusQuery of(@Nullable String query) {
    String text = query == null ? "" : query;
    Matcher since = SINCE.matcher(text);
    return new StatusQuery(
        since.find() ? Long.parseLong(since.group(1)) : 0, PARTITIONS.matcher(text).find());
  }
}
