package io.millrace.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.schemas.InputHash;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes names and texts into SQL. Threadsafe. */
public final class Sql {
  /** PostgreSQL's NAMEDATALEN less its end mark. */
  private static final int MAXIMUM_BYTES = 63;

  private static final int HASH_DIGITS = 8;

  private Sql() {}

  /**
   * A name in double quotes, as the catalog spells it: mixed case and reserved words are kept.
   *
   * @throws IllegalArgumentException if PostgreSQL could not hold it
   */
  public static String quote(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0 || bytes(name) > MAXIMUM_BYTES) {
      throw new IllegalArgumentException(
          "a name in SQL needs 1 to %d bytes and no NUL: '%s'"
              .formatted(MAXIMUM_BYTES, name.replace("\0", "\\0")));
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A name with its schema, both quoted. */
  public static String qualified(String schema, String name) {
    return quote(schema) + "." + quote(name);
  }

  /** Several names, quoted and separated by commas. */
  public static String list(Collection<String> names) {
    return names.stream().map(Sql::quote).collect(Collectors.joining(", "));
  }

  /** A text as a literal, whatever the server's setting of backslashes. */
  static String literal(String text) {
    String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
  }

  /** Joins parts to a name; one that is too long is cut and ends with its hash. */
  static String derivedName(String... parts) {
    String name = String.join("_", parts);
    if (bytes(name) <= MAXIMUM_BYTES) {
      return name;
    }
    String hash = "_" + InputHash.md5(name).substring(0, HASH_DIGITS);
    int end = name.length();
    while (bytes(name.substring(0, end)) > MAXIMUM_BYTES - hash.length()) {
      end--;
    }
    return name.substring(0, end) + hash;
  }

  private static int bytes(String name) {
    return name.getBytes(UTF_8).length;
  }
}
