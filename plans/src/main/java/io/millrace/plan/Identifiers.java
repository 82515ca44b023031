package io.millrace.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plan may call a schema, table or column.
 *
 * <p>PostgreSQL would allow more. Avro allows a field these letters only, and Kafka nearly so for a
 * topic; other names would reach the topics changed.
 */
final class Identifiers {
  /** PostgreSQL's NAMEDATALEN less its end mark. */
  private static final int MAXIMUM_BYTES = 63;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Identifiers() {}

  /** What is wrong with a name; empty: nothing. */
  static Optional<String> fault(String name) {
    if (name.indexOf('\0') >= 0) {
      return Optional.of("holds a NUL character, which PostgreSQL cannot store");
    }
    int bytes = name.getBytes(UTF_8).length;
    if (bytes > MAXIMUM_BYTES) {
      return Optional.of("is %d bytes long; PostgreSQL allows %d".formatted(bytes, MAXIMUM_BYTES));
    }
    return ALLOWED.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("may hold only letters A to Z, digits and underscores, no digit first");
  }

  /** Notes a problem at a line if the name cannot be used; an empty name was reported before. */
  static void check(String name, String what, int line, ProblemList problems) {
    if (!name.isEmpty()) {
      fault(name)
          .ifPresent(
              fault -> problems.add(line, what + " '" + name.replace("\0", "\\0") + "' " + fault));
    }
  }
}
